package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
  void an_overlapped_pair_is_one_word_in_both_forms() {
    Path scenario = custom("order.csv", "0F0,(0F1;0B0)OVERLAP_F_B,0I1,0W1\n", 1, 2);

    assertThat(lockstep("schedule", scenario).out())
        .isEqualTo("device0: 0F0 0F1+0B0 0I1 0W1 0U1\n");
    assertThat(lockstep("schedule", scenario, "--format", "torch-csv").out())
        .isEqualTo("0F0,(0F1;0B0)OVERLAP_F_B,0I1,0W1\n");
  }

  @Test
  void two_stages_a_device_share_its_cost() {
    Path scenario = custom("order.csv", "0F0,2F0,2B0,0B0\n1F0,3F0,3B0,1B0\n", 2, 1);

    assertThat(lockstep("run", scenario, "--format", "json").out())
        .contains("\"makespanMs\": 7.5")
        .contains("\"stages\": [ 0, 2 ]");
  }

  static List<String> strategies() {
    return StrategyCatalog.standard().entries().stream()
        .map(StrategyEntry::name)
        .filter(name -> !name.equals("custom"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void an_exported_order_read_back_gives_the_same_timeline(String strategy) {
    int stages = List.of("data-parallel", "local-sgd", "pd-asgd").contains(strategy) ? 1 : STAGES;
    Path exported = folder.resolve(strategy + ".json");
    Shell.write(exported, withUpdates("\"%s\"".formatted(strategy), stages));
    Path again = folder.resolve("again.json");
    Shell.write(again, withUpdates("\"custom\", \"file\": \"order.txt\"", stages));

    Path text = folder.resolve("order.txt");
    assertThat(lockstep("schedule", exported, "--out", text).status()).isZero();

    assertThat(spans(again)).isEqualTo(spans(exported));
    assertThat(lockstep("schedule", again).out()).isEqualTo(lockstep("schedule", exported).out());
  }

  @Test
  void several_iterations_make_a_file_that_says_so() {
    Path exported = folder.resolve("ddg.json");
    Shell.write(exported, scenario("\"ddg\"", 2, 1));
    String text = lockstep("schedule", exported, "--iterations", "3").out();

    assertThat(text)
        .isEqualTo(
            """
            iterations: 3
            device0: 0F0 0F1|1B0 0B0|1F1 0U0 0F2|0B0,1B1 0B1@F|1F2 0U1 0B2@F|0B1,1B2 0U2
            device1: 1F0 1B0|1F0 1U0 1F1 1B1|1F1 1U1 1F2 1B2|1F2 1U2
            """);
    assertThat(lockstep("run", custom("order.txt", text, 2, 1)).err()).isEmpty();
  }

  @Test
  void a_task_waits_for_those_behind_the_bar() {
    Path scenario = custom("order.txt", "device0: 0F0 0B0\ndevice1: 1F0 1B0 1U0|0B0\n", 2, 1);

    assertThat(lockstep("schedule", scenario).out())
        .isEqualTo("device0: 0F0 0B0 0U0\ndevice1: 1F0 1B0 1U0|0B0\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          device0: 0F0 0X0      ; order.txt, line 1: "0X0" is no task. Maybe write stage, operation (F, B, I, W, RF, A, AF, AB, TF, P, J or U) and micro-batch, such as 2F0.
          device0: 0F0 0B0*     ; order.txt, line 1: "0B0*" reads or writes more than this form can say. Maybe remove the * to take it as the task that it names.
          device0: 0F0 0B0!0F0  ; order.txt, line 1: "0B0!0F0" is no task.
          device0: 0F0 0B0|1F0  ; order.txt: a task waits for 1F0, which no device lists. Maybe the task behind the | is misspelt.
          device0: 0F0 0B0@-1   ; order.txt: 0B0 on lane device0 names weight version -1; the lane lists 0 updates of the stage before it
          device1: 0F0 0B0      ; order.txt, line 1: "device1: 0F0 0B0" does not start with device0:. Maybe give each device its line
          0F0,0SEND_F0,0B0      ; order.txt, line 1: "0SEND_F0" is communication, which follows from the order. Maybe write PyTorch's order with format="compute_only".
          0F0,0B0 0F1           ; order.txt, line 1: "0B0 0F1" is no task.
          device0: 1F0 1B0      ; order.txt: no forward of stage 0 of 2. Maybe stages are not numbered from 0.
          device0: 0F0 0F1 0B0  ; order.txt orders 2 micro-batches, but the scenario has 1. Maybe set training.microBatches to 2.
          0F0,0B0,1F0,1B0       ; order.txt: deadlock: 0B0 on lane device0 waits for 1B0 on lane device0. Maybe a lane lists a task before another that it depends on.
          0F0,0F0,0B0           ; double write: A(0,0) is written by 0F0 on lane device0 and again by 0F0 on lane device0. Maybe one task was listed twice.
          0F0,0U0               ; order.txt: update of stage 0 on lane device0 without a weight gradient since its last update
          device0: 0B0 0F0      ; order.txt: deadlock: 0B0 on lane device0 waits for 0F0 on lane device0
          0F0,0I0,0U0           ; order.txt: update of stage 0
          0F0                   ; order.txt: update of stage 0
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

  private static String withUpdates(String strategy, int stages) {
    return scenario(strategy, stages, MICRO_BATCHES)
        .replace("\"forwardMs\": 1", "\"forwardMs\": 1, \"auxiliaryMs\": 0.5, \"updateMs\": 0.1");
  }

  /** By device, task after task: start and end. */
  private static List<String> spans(Path scenario) {
    Timeline timeline = Run.of(ScenarioReader.read(scenario)).alone();
    Schedule schedule = timeline.schedule();
    List<String> spans = new ArrayList<>();
    for (int task = 0; task < schedule.laneEnd(schedule.deviceCount() - 1); task++) {
      spans.add(
          "%d: %s %d to %d"
              .formatted(
                  schedule.laneOf(task),
                  schedule.task(task),
                  timeline.startNanos(task),
                  timeline.endNanos(task)));
    }
    return spans;
  }
}
