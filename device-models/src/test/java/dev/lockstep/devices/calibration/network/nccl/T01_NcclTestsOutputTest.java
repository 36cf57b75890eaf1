package dev.lockstep.devices.calibration.network.nccl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.devices.calibration.network.MeasuredCollective;
import dev.lockstep.devices.kernel.Collective.Kind;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nccl-tests print, version by version. */
class T01_NcclTestsOutputTest {

  private static final String NEW =
      """
      # nccl-tests version 2.17.6 nccl-headers=22809 nccl-library=22809
      # Collective test starting: all_reduce_perf
      # nThread 1 nGpus 2 minBytes 8 maxBytes 1048576 step: 2(factor) warmup iters: 1 iters: 20
      #
      # Using devices
      #  Rank  0 Group  0 Pid   1885 on   worker-0 device  0 [0x8d] NVIDIA H100 80GB HBM3
      #  Rank  1 Group  0 Pid   1886 on   worker-1 device  1 [0x91] NVIDIA H100 80GB HBM3
      worker-0:1885:1885 [0] NCCL INFO Bootstrap : Using eth0:10.0.0.2<0>
      #
      #                                                              out-of-place                       in-place
      #       size         count      type   redop    root     time   algbw   busbw  #wrong     time   algbw   busbw  #wrong
      #        (B)    (elements)                               (us)  (GB/s)  (GB/s)             (us)  (GB/s)  (GB/s)
                 0             0     float     sum      -1     0.14    0.00    0.00       0     0.13    0.00    0.00       0
            524288        131072     float     sum      -1    10.74   48.82   48.82       0    10.70   49.00   49.00       0
           1048576        262144     float     sum      -1    14.74   71.14   71.14       0    14.62   71.72   71.72     N/A
      # Out of bounds values : 0 OK
      # Avg bus bandwidth    : 59.98
      #
      """;

  @Test
  void theText() {
    NcclRun run = NcclTestsOutput.parse(NEW);

    assertThat(run.kind()).isEqualTo(Kind.ALL_REDUCE);
    assertThat(run.ranks()).isEqualTo(2);
    assertThat(run.nodes()).isEqualTo(2);
    assertThat(run.points())
        .containsExactly(
            new MeasuredCollective(Kind.ALL_REDUCE, 2, 524288, 10.74 * 1e-6),
            new MeasuredCollective(Kind.ALL_REDUCE, 2, 1048576, 14.74 * 1e-6));
  }

  /** Before 2.13: no root, "error" for "#wrong", redop blank where nothing is reduced. */
  private static final String OLD =
      """
      [1,0]<stdout>:$ mpirun -np 2 ./build/%s -b 8 -e 512M -f 2
      [1,0]<stdout>:#   Rank  0 Pid   5897 on         x0 device  0 [0x05] Tesla V100-SXM2-16GB
      [1,0]<stdout>:#   Rank  1 Pid   5897 on         x0 device  1 [0x06] Tesla V100-SXM2-16GB
      [1,0]<stdout>:#       size         count    type   redop     time   algbw   busbw  error     time   algbw   busbw  error
      [1,0]<stdout>:#        (B)    (elements)                     (us)  (GB/s)  (GB/s)            (us)  (GB/s)  (GB/s)
      [1,0]<stdout>:   268435456       1048576   float           520935    0.52    0.51  0e+00   519562    0.52    0.51  1e+00
      """;

  @ParameterizedTest
  @CsvSource({
    "all_reduce_perf, ALL_REDUCE",
    "all_gather_perf, ALL_GATHER",
    "reduce_scatter_perf, REDUCE_SCATTER",
    "alltoall_perf_mpi, ALL_TO_ALL",
    "sendrecv_perf, POINT_TO_POINT",
  })
  void olderTextsTellTheKindByTheCommandLine(String program, Kind kind) {
    assertThat(NcclTestsOutput.parse(OLD.formatted(program)).points())
        .containsExactly(new MeasuredCollective(kind, 2, 268435456, 520935 * 1e-6));
  }

  @Test
  void whatTheTextLeavesOutMayBeGiven() {
    String bare =
        """
        #       size         count      type   redop    root     time   algbw   busbw #wrong     time   algbw   busbw #wrong
             1048576        262144     float     sum      -1    105.9    9.90   17.33      0    105.7    9.92   17.37      0
        """;

    assertThat(
            NcclTestsOutput.parse(bare, Optional.of(Kind.ALL_REDUCE), OptionalInt.of(8), false)
                .points())
        .containsExactly(new MeasuredCollective(Kind.ALL_REDUCE, 8, 1048576, 105.9 * 1e-6));
    assertThatThrownBy(() -> NcclTestsOutput.parse(bare))
        .isInstanceOf(NcclTestsException.class)
        .hasMessageContaining("does not say which collective");
    assertThatThrownBy(
            () ->
                NcclTestsOutput.parse(
                    bare, Optional.of(Kind.ALL_REDUCE), OptionalInt.empty(), false))
        .hasMessageContaining("Maybe give the number of ranks");
  }

  /** Each damage is told with its line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "  10.74 |  -1.00 | line 14: the time -1.00; expected microseconds above 0",
        "  10.74 |  ten   | line 14: the time ten; expected microseconds above 0",
        " minBytes | all_gather_perf minBytes | line 3: ALL_GATHER after ALL_REDUCE; expected one collective in a text",
        "Rank  1 Group  0 | Rank  1 Group  1 | line 7: a second group of ranks; expected a run with one group (no NCCL_TESTS_SPLIT)",
        "Rank  1 Group  0 | Rank  0 Group  0 | line 7: rank 0 on worker-1 after worker-0; expected each rank once. Maybe nccl-tests were built without MPI",
        "  size         count      type | bytes | line 13: a row before the line that names the columns",
      })
  void damage(String found, String instead, String message) {
    String damaged = NEW.replace(found, instead);

    assertThatThrownBy(() -> NcclTestsOutput.parse(damaged))
        .isInstanceOf(NcclTestsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRowThatBreaksOff() {
    String damaged =
        NEW.replace("0     14.62   71.72   71.72     N/A", "")
            .replace("       0    14.62   71.72   71.72     N/A", "");

    assertThatThrownBy(() -> NcclTestsOutput.parse(damaged))
        .hasMessage(
            "line 15: 8 columns; expected size, count, type and then time algbw busbw #wrong time"
                + " algbw busbw #wrong");
  }

  @Test
  void inPlace() {
    assertThat(NcclTestsOutput.parse(NEW, Optional.empty(), OptionalInt.empty(), true).points())
        .containsExactly(
            new MeasuredCollective(Kind.ALL_REDUCE, 2, 524288, 10.70 * 1e-6),
            new MeasuredCollective(Kind.ALL_REDUCE, 2, 1048576, 14.62 * 1e-6));
  }

  @Test
  void hostsHaveAsManyRanksEach() {
    String third = "#  Rank  2 Group  0 Pid   1887 on   worker-1 device  2 [0x91] NVIDIA H100\n";

    assertThat(NcclTestsOutput.parse(NEW).ranksPerNode()).isEqualTo(1);
    assertThatThrownBy(() -> NcclTestsOutput.parse(third + NEW))
        .hasMessage(
            "hosts have different numbers of ranks, {worker-0=1, worker-1=2}; expected as many on"
                + " each");
  }

  @Test
  void noRows() {
    assertThatThrownBy(() -> NcclTestsOutput.parse(NEW.replaceAll("(?m)^ +\\d.*$", "")))
        .hasMessage("the text has no row of measurements. Maybe the run failed.");
  }
}
