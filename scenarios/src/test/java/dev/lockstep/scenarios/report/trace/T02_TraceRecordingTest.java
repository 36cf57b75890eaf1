package dev.lockstep.scenarios.report.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.core.trace.ChromeTrace;
import dev.lockstep.scenarios.report.window.Recording;
import dev.lockstep.scenarios.report.window.Row;
import dev.lockstep.scenarios.report.window.SimulatedRecording;
import dev.lockstep.scenarios.report.window.SliceKind;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A trace as something to look at. */
class T02_TraceRecordingTest {

  @TempDir Path folder;

  @Test
  void an_event_inside_another_is_in_a_row_below_it() throws IOException {
    Path file = folder.resolve("trace.json");
    Files.writeString(
        file,
        """
        [{"ph":"X","pid":1,"tid":2,"ts":0,"dur":10,"name":"step"},
         {"ph":"X","pid":1,"tid":2,"ts":1,"dur":3,"name":"forward"},
         {"ph":"X","pid":1,"tid":2,"ts":5,"dur":4,"name":"nccl:all_reduce"},
         {"ph":"M","pid":1,"name":"process_name","args":{"name":"rank 0"}}]
        """);
    TraceRecording recording = TraceRecording.read(file, KindRules.usual());
    assertThat(picture(recording))
        .isEqualTo(
            """
            rank 0 2: step other
            : forward forward, nccl:all_reduce gradient collective
            """);
  }

  @Test
  void a_written_run_looks_as_it_did() throws IOException {
    Timeline timeline =
        Replay.run(
            TransferLowering.lower(new OneForwardOneBackward().plan(Workload.of(4, 8))),
            new UnitCosts(1_000, 70));
    Path file = folder.resolve("trace.json.gz");
    ChromeTrace.write(timeline, file);
    TraceRecording read = TraceRecording.read(file, KindRules.usual());
    SimulatedRecording simulated = new SimulatedRecording(timeline);

    assertThat(read.endNanos()).isEqualTo(simulated.endNanos());
    assertThat(byDevice(read)).isEqualTo(byDevice(simulated));
  }

  @ParameterizedTest
  @CsvSource({
    "kernel, ncclDevKernel_SendRecv(ncclDevKernelArgsStorage<4096ul>), TRANSFER",
    "kernel, ncclDevKernel_AllReduce_Sum_bf16_RING_LL, REDUCE",
    "gpu_memcpy, Memcpy HtoD (Pinned -> Device), TRANSFER",
    "user_annotation, Optimizer.step#AdamW.step, UPDATE",
    "user_annotation, forward_step, FORWARD",
    "user_annotation, backward_step, BACKWARD",
    "kernel, ampere_bf16_s16816gemm, OTHER",
    "weight-gradient, 2W7, WEIGHT_GRADIENT",
  })
  void the_usual_names_have_kinds(String category, String name, SliceKind kind) {
    assertThat(KindRules.usual().kind(category, name)).isEqualTo(kind);
  }

  @Test
  void ones_own_rules_come_first() {
    KindRules rules =
        KindRules.usual().after(List.of(KindRules.Rule.of("gemm", SliceKind.FORWARD)));
    assertThat(rules.kind("kernel", "ampere_bf16_s16816gemm")).isEqualTo(SliceKind.FORWARD);
  }

  private static String picture(Recording recording) {
    StringBuilder text = new StringBuilder();
    for (Row row : recording.rows()) {
      text.append(row.name()).append(": ");
      for (int slice = 0; slice < row.slices().count(); slice++) {
        text.append(slice == 0 ? "" : ", ")
            .append(recording.label(row.slices().id(slice)))
            .append(' ')
            .append(row.slices().kind(slice).label());
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static TreeMap<String, Long> byDevice(Recording recording) {
    TreeMap<String, Long> nanos = new TreeMap<>();
    for (Row row : recording.rows()) {
      long[] byKind = row.index().nanosByKind(recording.startNanos(), recording.endNanos());
      for (SliceKind kind : SliceKind.values()) {
        if (kind.isWork()) {
          nanos.merge(row.device() + " " + kind, byKind[kind.ordinal()], Long::sum);
        }
      }
    }
    return nanos;
  }
}
