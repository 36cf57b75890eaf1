package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code custom}: an order from a file, in either form. */
class T11_CustomOrderTest {

  private static final int STAGES = 4;
  private static final int MICRO_BATCHES = 8;

  @TempDir Path folder;

  @Test
  void an_order_is_a_line_a_device() {
    Path scenario =
        custom(
            "order.txt",
            """
            # two stages, the second backward first
            device0: 0F0 0F1 0B0 0B1 0U1
            device1: 1F0 1B0 1F1 1B1 1U1
            """,
            2,
            2);

    assertThat(lockstep("schedule", scenario).out())
        .isEqualTo(
            """
            device0: 0F0 0F1 0B0 0B1 0U1
            device1: 1F0 1B0 1F1 1B1 1U1
            """);
    assertThat(lockstep("run", scenario, "--format", "json").out())
        .contains("\"makespanMs\": 9.5")
        .contains("\"file\": \"order.txt\"");
  }

  @Test
  void the_optimizer_steps_at_the_end_of_a_device_that_lists_no_step() {
    Path scenario = custom("order.csv", "0F0,0F1,,0B0,0B1\n1F0,1B0,1F1,1B1\n", 2, 2);

    assertThat(lockstep("schedule", scenario).out())
        .isEqualTo(
            """
            device0: 0F0 0F1 0B0 0B1 0U1
            device1: 1F0 1B0 1F1 1B1 1U1
            """);
  }

  @Test
  void pytorch_carries_the_two_tasks_of_an_overlapped_pair_out_in_turn() {
    Path scenario = custom("order.csv", "0F0,(0F1;0B0)OVERLAP_F_B,0I1,0W1\n", 1, 2);

    assertThat(lockstep("schedule", scenario).out())
        .isEqualTo("device0: 0F0 0F1 0B0 0I1 0W1 0U1\n");
  }

  @Test
  void two_stages_a_device_share_its_cost() {
    Path scenario = custom("order.csv", "0F0,2F0,2B0,0B0\n1F0,3F0,3B0,1B0\n", 2, 1);

    assertThat(lockstep("run", scenario, "--format", "json").out())
        .contains("\"makespanMs\": 7.5")
        .contains("\"stages\": [ 0, 2 ]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "naive",
        "gpipe",
        "1f1b",
        "interleaved-1f1b",
        "zb-h1",
        "zb-h2",
        "pipedream",
        "sequential"
      })
  void an_exported_order_read_back_gives_the_same_timeline(String strategy) {
    Path exported = folder.resolve(strategy + ".json");
    Shell.write(exported, scenario("\"%s\"".formatted(strategy), STAGES, MICRO_BATCHES));
    Map<String, String> original = spans(exported, true);
    String more = strategy.equals("sequential") ? ", \"stagesPerDevice\": 1" : "";

    Path text = folder.resolve("order.txt");
    assertThat(lockstep("schedule", exported, "--out", text).status()).isZero();
    Path again = folder.resolve("again.json");
    Shell.write(
        again, scenario("\"custom\", \"file\": \"order.txt\"" + more, STAGES, MICRO_BATCHES));
    assertThat(spans(again, true)).isEqualTo(original);
    assertThat(lockstep("schedule", again).out()).isEqualTo(lockstep("schedule", exported).out());

    Path csv = folder.resolve("order.csv");
    assertThat(lockstep("schedule", exported, "--format", "torch-csv", "--out", csv).status())
        .isZero();
    Shell.write(
        again, scenario("\"custom\", \"file\": \"order.csv\"" + more, STAGES, MICRO_BATCHES));
    assertThat(spans(again, false)).isEqualTo(spans(exported, false));
  }

  @Test
  void features_replay_running_ahead_differs_by_its_barriers_only() {
    Path exported = folder.resolve("replay.json");
    Shell.write(exported, scenario("\"features-replay\"", 2, 2));

    assertThat(lockstep("schedule", exported).out()).contains("*").doesNotContain("1U1*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "gn-dgl", "overlapping-local", "interlocking", "ddg"})
  void what_the_form_cannot_say_is_marked_and_refused(String strategy) {
    Path exported = folder.resolve(strategy + ".json");
    Shell.write(exported, scenario("\"%s\"".formatted(strategy), STAGES, MICRO_BATCHES));
    String text = lockstep("schedule", exported).out();

    Outcome outcome = lockstep("run", custom("order.txt", text, STAGES, MICRO_BATCHES));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).contains("order.txt, line 1: ", "emove the *");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          device0: 0F0 0X0      | order.txt, line 1: "0X0" is no task. Maybe write stage, operation (F, B, I, W, RF or U) and micro-batch, such as 2F0.
          device1: 0F0 0B0      | order.txt, line 1: "device1: 0F0 0B0" does not start with device0:. Maybe give each device its line
          0F0,0SEND_F0,0B0      | order.txt, line 1: "0SEND_F0" is communication, which follows from the order. Maybe write PyTorch's order with format="compute_only".
          0F0,0B0 0F1           | order.txt, line 1: "0B0 0F1" is no task.
          device0: 1F0 1B0      | order.txt: no forward of stage 0 of 2. Maybe stages are not numbered from 0.
          device0: 0F0 0F1 0B0  | order.txt orders 2 micro-batches, but the scenario has 1. Maybe set training.microBatches to 2.
          0F0,0B0,1F0,1B0       | order.txt: deadlock: 0B0 on lane device0 waits for 1B0 on lane device0. Maybe a lane lists a task before another that it depends on.
          0F0,0F0,0B0           | double write: A(0,0) is written by 0F0 on lane device0 and again by 0F0 on lane device0. Maybe one task was listed twice.
          0F0,0U0               | order.txt: update of stage 0 on lane device0 without a weight gradient since its last update
          device0: 0B0 0F0      | order.txt: deadlock: 0B0 on lane device0 waits for 0F0 on lane device0
          0F0,0I0,0U0           | order.txt: update of stage 0
          0F0                   | order.txt: update of stage 0
          """)
  void a_bad_order_is_refused_in_one_line(String order, String message) {
    Outcome outcome = lockstep("run", custom("order.txt", order + "\n", 1, 1));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).contains("custom.json: /strategy: ").contains(message);
  }

  @Test
  void a_file_that_is_not_there_and_no_file_at_all_are_refused() {
    Path scenario = custom("order.txt", "0F0,0B0\n", 1, 1);
    Shell.write(scenario, scenario("\"custom\", \"file\": \"other.txt\"", 1, 1));
    assertThat(lockstep("run", scenario).err()).contains("other.txt: the file does not exist");

    Shell.write(scenario, scenario("\"custom\"", 1, 1));
    assertThat(lockstep("run", scenario).err())
        .contains("/strategy: custom without an order. Maybe add \"file\"");
  }

  @Test
  void comparing_takes_the_file_beside_the_scenario() {
    Shell.write(folder.resolve("mine.csv"), "0F0,0F1,0B0,0B1\n1F0,1B0,1F1,1B1\n");
    Path scenario = folder.resolve("scenario.json");
    Shell.write(scenario, scenario("\"1f1b\"", 2, 2));

    Outcome outcome = lockstep("compare", scenario, "--strategies", "1f1b,custom:file=mine.csv");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("* custom:file=mine.csv");
  }

  private Path custom(String name, String order, int stages, int microBatches) {
    Shell.write(folder.resolve(name), order);
    return Shell.write(
        folder.resolve("custom.json"),
        scenario("\"custom\", \"file\": \"%s\"".formatted(name), stages, microBatches));
  }

  private static String scenario(String strategy, int stages, int microBatches) {
    return Shell.units("1f1b", stages, microBatches)
        .replace("\"name\": \"1f1b\"", "\"name\": " + strategy)
        .replace("\"transferLatencyMs\": 0", "\"transferLatencyMs\": 0.25");
  }

  /** By task and device: start and end. */
  private static Map<String, String> spans(Path scenario, boolean updates) {
    Timeline timeline = Run.of(ScenarioReader.read(scenario)).alone();
    Schedule schedule = timeline.schedule();
    Map<String, String> spans = new TreeMap<>();
    for (int task = 0; task < schedule.laneEnd(schedule.deviceCount() - 1); task++) {
      if (updates || schedule.operation(task) != Operation.UPDATE) {
        spans.put(
            schedule.laneOf(task) + ": " + schedule.task(task),
            timeline.startNanos(task) + " to " + timeline.endNanos(task));
      }
    }
    return spans;
  }
}
