package dev.lockstep.scenarios.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.threads.MeasuredRun;
import dev.lockstep.numerics.threads.calibration.TaskTimes;
import dev.lockstep.numerics.threads.calibration.TaskTimes.Kind;
import dev.lockstep.numerics.threads.calibration.TimedCosts;
import dev.lockstep.scenarios.local.Measured.Round;
import dev.lockstep.strategies.pipeline.GPipe;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From predicted and measured timelines to figures, and to text. */
class T01_LocalComparisonTest {

  private static final long MS = 1_000_000;

  /** Two devices, two micro-batches, four iterations; no transfers. */
  private static final Schedule SCHEDULE = new GPipe().plan(new Workload(2, 2, 4));

  /** Forward 10 ms, backward 20 ms, update 5 ms, everywhere: (2 + 1) x 30 + 5 a step. */
  private static final TaskTimes TIMED = times(10, 20, 5);

  @Test
  void a_run_just_as_predicted_has_no_error() {
    LocalComparison same = comparison(TIMED, 1);

    assertThat(same.stepMs().predicted()).isEqualTo(95);
    assertThat(same.stepMs().errorPercent()).isZero();
    assertThat(same.utilisation().predicted()).isEqualTo(65.0 / 95);
    assertThat(same.bubble().predicted()).isEqualTo(1 - 65.0 / 95);
    assertThat(same.medianTaskErrorPercent()).isZero();
    assertThat(same.judged()).isTrue();
    assertThat(same.iterations()).isEqualTo(6);
    assertThat(same.disturbed()).isZero();
  }

  @Test
  void errors_are_predicted_by_measured() {
    // Forwards are really 12.5 ms: 3 x 32.5 + 5 a step.
    LocalComparison other = comparison(times(12.5, 20, 5), 1);

    assertThat(other.stepMs().measured()).isEqualTo(102.5);
    assertThat(other.stepMs().errorPercent()).isCloseTo(100 * (95 / 102.5 - 1), within(1e-9));
    assertThat(other.worstTaskErrorPercent()).isCloseTo(20, within(1e-9));
    assertThat(other.worstTask()).isEqualTo("0F");
    assertThat(other.medianTaskErrorPercent()).isZero();
    assertThat(other.tasks())
        .extracting(LocalComparison.TaskKind::task)
        .containsExactly("0F", "0B", "0U", "1F", "1B", "1U");
  }

  @Test
  void a_run_without_processors_is_not_judged() {
    LocalComparison disturbed = comparison(TIMED, 0.5);

    assertThat(disturbed.judged()).isFalse();
    assertThat(disturbed.disturbed()).isEqualTo(6);
    assertThat(disturbed.processorShare()).isEqualTo(0.5);
    assertThat(disturbed.stepMs().measured()).isEqualTo(95);
    assertThat(disturbed.replayedStepMs()).isEqualTo(47.5);
    assertThat(LocalTable.of(List.of(disturbed)))
        .contains("6 of 6 (!)")
        .endsWith("Measure again when it is quiet.\n");
  }

  @Test
  void the_table_has_a_line_a_strategy() {
    assertThat(LocalTable.of(List.of(comparison(times(12.5, 20, 5), 1))))
        .isEqualTo(
            """
            network  strategy  step predicted   measured   error   replayed  busy predicted  measured  bubble predicted  measured  tasks median   worst      processor  disturbed
            small       gpipe        95.00 ms  102.50 ms  -7.3 %  102.50 ms          68.4 %    68.3 %            31.6 %    31.7 %         0.0 %  20.0 %  0F    100.0 %     0 of 6

            Worst error of a step time: 7.3 %
            """);
  }

  @Test
  void csv_has_a_row_a_figure() {
    assertThat(LocalCsv.of(List.of(comparison(TIMED, 1))).lines())
        .startsWith(
            "network,strategy,figure,predicted,measured,errorPercent,processorShare,judged",
            "small,gpipe,stepMs,95.0,95.0,0.0,1.0,true")
        .contains("small,gpipe,1BMs,20.0,20.0,0.0,1.0,true")
        .hasSize(1 + 3 + 6);
  }

  /** A machine that takes twice as long for a while does so for both. */
  @Test
  void a_slow_round_is_slow_in_what_is_timed_and_in_what_is_measured() {
    TaskTimes slow = times(20, 40, 10);

    LocalComparison both = comparison(round(TIMED, TIMED, 1), round(slow, slow, 1));

    assertThat(both.stepMs().predicted()).isEqualTo((95 + 190) / 2.0);
    assertThat(both.stepMs().errorPercent()).isZero();
    assertThat(both.worstTaskErrorPercent()).isZero();
  }

  @Test
  void a_round_in_which_all_was_disturbed_does_not_count() {
    TaskTimes slow = times(20, 40, 10);

    LocalComparison first = comparison(round(TIMED, TIMED, 1), round(TIMED, slow, 0.5));

    assertThat(first.judged()).isTrue();
    assertThat(first.disturbed()).isEqualTo(3);
    assertThat(first.iterations()).isEqualTo(6);
    assertThat(first.stepMs().measured()).isEqualTo(95);
  }

  /** Two rounds, in both of which tasks were timed as above. */
  private static LocalComparison comparison(TaskTimes real, double processorShare) {
    Round round = round(TIMED, real, processorShare);
    return comparison(round, round);
  }

  private static LocalComparison comparison(Round... rounds) {
    return Figures.of(Measured.of("small", "gpipe", 1, List.of(rounds), 0));
  }

  private static Round round(TaskTimes timed, TaskTimes real, double processorShare) {
    Timeline measured = new TimedCosts(real, 0).predict(SCHEDULE);
    long[] processor =
        IntStream.range(0, SCHEDULE.taskCount())
            .mapToLong(task -> measured.endNanos(task) - measured.startNanos(task))
            .map(nanos -> (long) (nanos * processorShare))
            .toArray();
    return new Round(timed, new MeasuredRun(measured, processor));
  }

  private static TaskTimes times(double forwardMs, double backwardMs, double updateMs) {
    TaskTimes times = new TaskTimes();
    for (int stage = 0; stage < 2; stage++) {
      add(times, Operation.FORWARD, stage, forwardMs);
      add(times, Operation.BACKWARD, stage, backwardMs);
      add(times, Operation.UPDATE, stage, updateMs);
    }
    return times;
  }

  private static void add(TaskTimes times, Operation operation, int stage, double milliseconds) {
    long nanos = Math.round(milliseconds * MS);
    times.add(new Kind(operation, stage), nanos, nanos);
  }
}
