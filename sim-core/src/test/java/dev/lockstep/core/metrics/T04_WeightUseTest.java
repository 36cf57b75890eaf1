package dev.lockstep.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Staleness and weight versions, read off the order alone. */
class T04_WeightUseTest {

  @Test
  void withoutUpdatesThereIsOneVersion() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 1);
    schedule.device(0).forward(0, 0).backward(0, 0);

    assertThat(WeightUse.of(schedule.build())).isEqualTo(use(List.of(0), List.of(1)));
  }

  @Test
  void aFlushLeavesNothingStale() {
    assertThat(WeightUse.of(Orders.fillAndDrain(3, 4, 3)))
        .isEqualTo(use(List.of(0, 0, 0), List.of(1, 1, 1)));
  }

  /** F0 F1 B0 U F2 B1 U: micro-batch 1 is applied to weights one update newer than it read. */
  @Test
  void twoStagesInAStream() {
    assertThat(WeightUse.of(Orders.stream(2, 4))).isEqualTo(use(List.of(1, 0), List.of(2, 1)));
  }

  /** PipeDream: staleness p - 1 - s, versions p - s. */
  @Test
  void aStreamIsStalerTowardsTheInput() {
    for (int p = 1; p <= 8; p++) {
      int stages = p;
      assertThat(WeightUse.of(Orders.stream(p, 3 * p)))
          .isEqualTo(
              use(
                  IntStream.range(0, p).map(s -> stages - 1 - s).boxed().toList(),
                  IntStream.range(0, p).map(s -> stages - s).boxed().toList()));
    }
  }

  /** Two copies of a stage, a micro-batch each, updated together. */
  @Test
  void aCopysMicroBatchesAreNotStale() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 2);
    for (int first = 0; first < 6; first += 2) {
      for (int copy = 0; copy < 2; copy++) {
        schedule
            .device(copy)
            .forward(0, first + copy)
            .backward(0, first + copy)
            .updateWithCopy(0, first + 1 - copy);
      }
    }

    assertThat(WeightUse.of(schedule.build())).isEqualTo(use(List.of(0), List.of(1)));
  }

  /** In place: the backward takes the newest weights, so nothing old is kept, stale as it is. */
  @Test
  void withoutStashingThereIsOneVersion() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 1);
    schedule
        .device(0)
        .forward(0, 0)
        .forward(0, 1)
        .backward(0, 0)
        .update(0)
        .backward(0, 1)
        .update(0);

    assertThat(WeightUse.of(schedule.build())).isEqualTo(use(List.of(1), List.of(1)));
  }

  /** A version is kept while a later backward still needs it, and only then. */
  @Test
  void aVersionOutOfTurnKeepsTheOnesAfterItCounted() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 1);
    schedule.device(0).forward(0, 0).forward(0, 1);
    schedule.device(0).backward(0, 1).withForwardWeights().update(0).forward(0, 2);
    schedule.device(0).backward(0, 2).withForwardWeights().update(0);
    schedule.device(0).backward(0, 0).withForwardWeights().update(0);

    assertThat(WeightUse.of(schedule.build()))
        .as("after the second update: the newest, and version 0 for micro-batch 0")
        .isEqualTo(use(List.of(2), List.of(2)));
  }

  /** An update may also wait for a barrier, whose number is not that of a micro-batch. */
  @Test
  void barriersAreNoGradients() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 1);
    schedule.device(0).forward(0, 0).backward(0, 0).signal(0, 2).update(0);
    schedule.device(0).forward(0, 1).forward(0, 2).backward(0, 1).update(0).after(0, 2);
    schedule.device(0).backward(0, 2).update(0);

    Schedule built = schedule.build();
    assertThat(WeightUse.of(built)).isEqualTo(use(List.of(1), List.of(1)));
  }

  private static WeightUse use(List<Integer> staleness, List<Integer> versions) {
    return new WeightUse(staleness, versions);
  }
}
