package dev.lockstep.numerics.threads.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.threads.calibration.TaskTimes.Kind;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.pipeline.GPipe;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Times of tasks, and what they predict. */
class T01_TaskTimesTest {

  private static final Kind FORWARD = new Kind(Operation.FORWARD, 0);

  private final TaskTimes times = new TaskTimes();

  @Test
  void a_kind_that_was_never_timed_has_no_time() {
    assertThat(times.meanNanos(FORWARD)).isEmpty();
    assertThat(times.fewestUndisturbed()).isZero();
    assertThat(FORWARD).hasToString("0F");
  }

  @Test
  void the_mean_is_that_of_undisturbed_tasks() {
    for (int nanos : new int[] {100, 104, 102, 103, 101}) {
      times.add(FORWARD, nanos, nanos);
    }
    times.add(FORWARD, 900, 150);
    times.add(FORWARD, 950, 150);

    assertThat(times.meanNanos(FORWARD)).hasValue(102);
    assertThat(times.fewestUndisturbed()).isEqualTo(5);
    assertThat(TaskTimes.processorShare(List.of(times))).isEqualTo((510.0 + 300) / (510 + 1850));
  }

  @Test
  void where_all_were_disturbed_only_the_time_with_a_processor_counts() {
    times.add(FORWARD, 900, 100);
    times.add(FORWARD, 700, 104);
    times.add(FORWARD, 800, 103);

    assertThat(times.meanNanos(FORWARD)).hasValue(102);
    assertThat(times.fewestUndisturbed()).isZero();
  }

  @Test
  void several_rounds_have_the_mean_of_their_means() {
    TaskTimes slow = new TaskTimes();
    IntStream.of(100, 103, 106).forEach(nanos -> times.add(FORWARD, nanos, nanos));
    IntStream.of(200, 203, 200).forEach(nanos -> slow.add(FORWARD, nanos, nanos));

    List<TaskTimes> rounds = List.of(times, slow, new TaskTimes());

    assertThat(TaskTimes.meanNanos(rounds, FORWARD)).hasValue((103 + 201) / 2);
    assertThat(TaskTimes.meanNanos(List.of(new TaskTimes()), FORWARD)).isEmpty();
  }

  @Test
  void a_prediction_is_a_replay_with_the_means() {
    time(Operation.FORWARD, 100);
    time(Operation.BACKWARD, 200);
    time(Operation.UPDATE, 10);
    Schedule schedule =
        TransferLowering.lower(new GPipe().plan(Workload.of(2, 2)), Dispatch.IN_ORDER);

    Timeline predicted = new TimedCosts(times, 5).predict(schedule);

    // Three forwards, a transfer; then the same backward, and the update.
    assertThat(predicted.makespanNanos()).isEqualTo(3 * 100 + 5 + 3 * 200 + 5 + 10);
  }

  @Test
  void a_schedule_with_a_task_that_was_not_timed_is_refused() {
    time(Operation.FORWARD, 100);
    time(Operation.BACKWARD, 200);
    time(Operation.UPDATE, 10);
    Schedule interlocking = new Interlocking(1).plan(Workload.of(2, 2));

    assertThatThrownBy(() -> new TimedCosts(times, 5).predict(interlocking))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0A was not timed");
  }

  private void time(Operation operation, long nanos) {
    times.add(new Kind(operation, 0), nanos, nanos);
    times.add(new Kind(operation, 1), nanos, nanos);
  }
}
