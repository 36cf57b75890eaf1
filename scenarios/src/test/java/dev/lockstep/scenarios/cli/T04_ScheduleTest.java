package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.cli.Shell.Outcome;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code schedule}: the order of work, for people and for PyTorch. */
class T04_ScheduleTest {

  /** A compute-only cell of {@code torch.distributed.pipelining}: stage, action, micro-batch. */
  private static final Pattern CELL = Pattern.compile("(\\d+)(F|I|B|W)(\\d+)");

  @TempDir Path folder;

  @Test
  void as_text_it_has_a_line_a_device_with_the_updates() {
    assertThat(lockstep("schedule", scenario("1f1b", 2, 4)).out())
        .isEqualTo(
            """
            device0: 0F0 0F1 0B0 0F2 0B1 0F3 0B2 0B3 0U3
            device1: 1F0 1B0 1F1 1B1 1F2 1B2 1F3 1B3 1U3
            """);
  }

  @Test
  void several_iterations_continue_the_count_of_micro_batches() {
    assertThat(lockstep("schedule", scenario("gpipe", 1, 2), "--iterations", "2").out())
        .isEqualTo("iterations: 2\ndevice0: 0F0 0F1 0B1 0B0 0U1 0F2 0F3 0B3 0B2 0U3\n");
  }

  @Test
  void torch_loads_1f1b() {
    assertThat(torch("1f1b", 2, 4))
        .isEqualTo(
            """
            0F0,0F1,0B0,0F2,0B1,0F3,0B2,0B3
            1F0,1B0,1F1,1B1,1F2,1B2,1F3,1B3
            """);
  }

  @Test
  void torch_loads_interleaved_1f1b() {
    assertThat(torch("interleaved-1f1b", 2, 4))
        .isEqualTo(
            """
            0F0,0F1,2F0,2F1,0F2,2B0,0F3,2B1,2F2,0B0,2F3,0B1,2B2,2B3,0B2,0B3
            1F0,1F1,3F0,3B0,3F1,3B1,1F2,1B0,1F3,1B1,3F2,3B2,3F3,3B3,1B2,1B3
            """);
  }

  @Test
  void torch_loads_zero_bubble_with_input_and_weight_gradients() {
    assertThat(torch("zb-h1", 2, 4))
        .isEqualTo(
            """
            0F0,0F1,0I0,0W0,0F2,0I1,0W1,0F3,0I2,0W2,0I3,0W3
            1F0,1I0,1F1,1I1,1W0,1F2,1I2,1W1,1F3,1I3,1W2,1W3
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"naive", "gpipe", "1f1b", "interleaved-1f1b", "zb-h1", "zb-h2"})
  void every_cell_is_stage_action_micro_batch(String strategy) {
    assertThat(torch(strategy, 4, 8).lines())
        .hasSize(4)
        .allSatisfy(row -> assertThat(row.split(",", -1)).allMatch(CELL.asMatchPredicate()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          local        ; 0A0 on rank 0 is an operation that PyTorch's schedules do not have
          fdg          ; rank 0 updates before its last backward
          pipedream    ; rank 0 updates before its last backward
          pipedream-2bw; mini-batches overlap, and PyTorch's do not
          chimera      ; stage 1 has copies on ranks 1 and 2
          seq1f1b      ; slices of a micro-batch would be micro-batches to PyTorch
          interlocking ; devices choose among ready tasks at run time
          """)
  void what_torch_cannot_say_is_refused(String strategy, String what) {
    Outcome outcome = lockstep("schedule", scenario(strategy, 4, 8), "--format", "torch-csv");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err())
        .contains("scenario.json: /strategy: torch-csv cannot say what " + strategy, what);
  }

  @Test
  void torch_csv_is_one_iteration() {
    Outcome outcome =
        lockstep("schedule", scenario("1f1b", 2, 4), "--format", "torch-csv", "--iterations", "2");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("--iterations 2: use 1 to 1000, and 1 with torch-csv");
  }

  private String torch(String strategy, int stages, int microBatches) {
    Outcome outcome =
        lockstep("schedule", scenario(strategy, stages, microBatches), "--format", "torch-csv");
    assertThat(outcome.err()).isEmpty();
    return outcome.out();
  }

  private Path scenario(String strategy, int stages, int microBatches) {
    return Shell.write(
        folder.resolve("scenario.json"), Shell.units(strategy, stages, microBatches));
  }
}
