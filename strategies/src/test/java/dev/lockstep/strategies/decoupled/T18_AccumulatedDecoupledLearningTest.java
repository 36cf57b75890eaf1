package dev.lockstep.strategies.decoupled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ADL: the order of FDG, an update every M backwards, and the level of staleness that follows. */
class T18_AccumulatedDecoupledLearningTest {

  @Test
  void modeAGoesForwardFirst() {
    assertThat(plan(2, 2, false, 4).toString())
        .isEqualTo(
            """
            device0: 0F0 0J0 0F1 0J1 0F2 0B0 0J2 0F3 0B1 0U1 0J3 0B2 0J4 0B3 0U3
            device1: 1F0 1B0 1F1 1B1 1U1 1F2 1B2 1F3 1B3 1U3
            """);
  }

  /** So that the forward of 3 already reads what the update behind backward 1 wrote. */
  @Test
  void modeBGoesBackwardFirst() {
    assertThat(plan(2, 2, true, 4).toString())
        .isEqualTo(
            """
            device0: 0F0 0J0 0F1 0J1 0B0 0F2 0J2 0B1 0U1 0F3 0J3 0B2 0J4 0B3 0U3
            device1: 1F0 1B0 1F1 1B1 1U1 1F2 1B2 1F3 1B3 1U3
            """);
  }

  /** The authors' figure, K = 3, M = 2. */
  @Test
  void twoBackwardsAnUpdateHalveTheStaleness() {
    assertThat(Staleness.table(plan(3, 2, false, 20), 16, 2))
        .isEqualTo(
            """
            stage 0: 2 2
            stage 1: 1 1
            stage 2: 0 0
            """);
  }

  /** The authors' figure, K = 3, M = 4. */
  @Test
  void fourBackwardsAnUpdateQuarterIt() {
    assertThat(Staleness.table(plan(3, 4, false, 40), 32, 4))
        .isEqualTo(
            """
            stage 0: 1 1 1 1
            stage 1: 1 1 0 0
            stage 2: 0 0 0 0
            """);
  }

  @Test
  void modeBIsOneBackwardLessStale() {
    assertThat(Staleness.table(plan(3, 2, true, 20), 16, 2))
        .isEqualTo(
            """
            stage 0: 2 1
            stage 1: 1 0
            stage 2: 0 0
            """);
  }

  /**
   * ceil((d - i) / M), at least 0, with d = 2(K - k) in mode A, and one less in mode B except in
   * the last module; the mean over a group is d / M.
   */
  @ParameterizedTest
  @CsvSource({
    "1,1", "2,1", "3,1", "3,2", "3,3", "3,4", "4,3", "5,2", "5,8", "8,5", "16,7", "16,64"
  })
  void levelOfStaleness(int stages, int accumulate) {
    for (boolean backwardFirst : new boolean[] {false, true}) {
      int count = (2 * stages + 4) * accumulate;
      Schedule schedule = plan(stages, accumulate, backwardFirst, count);
      for (int stage = 0; stage < stages; stage++) {
        int behind = 2 * (stages - 1 - stage);
        int delay = backwardFirst && behind > 0 ? behind - 1 : behind;
        int first = count - accumulate;
        int sum = 0;
        for (int i = 0; i < accumulate; i++) {
          int level = Staleness.of(schedule, stage, first + i);
          assertThat(level)
              .as("stage %d, micro-batch %d of its group", stage, i)
              .isEqualTo((int) Math.max(0, Math.ceil((delay - i) / (double) accumulate)));
          sum += level;
        }
        assertThat((double) sum / accumulate).isEqualTo((double) delay / accumulate);
      }
    }
  }

  /** FDG is ADL with an update after every backward. */
  @Test
  void withoutAccumulationIsFdg() {
    IntStream.rangeClosed(1, 6)
        .mapToObj(stages -> Workload.of(stages, 9))
        .forEach(
            workload ->
                assertThat(new AccumulatedDecoupledLearning(1, false).plan(workload).toString())
                    .isEqualTo(new FullyDecoupledDelayedGradients().plan(workload).toString()));
  }

  /** Shrinking changes numbers, not the order. */
  @Test
  void shrinkingIsLeftToTheLearningRule() {
    Workload workload = Workload.of(3, 8);

    assertThat(new AccumulatedDecoupledLearning(2, true, false, 0.5).plan(workload).toString())
        .isEqualTo(new AccumulatedDecoupledLearning(2, true).plan(workload).toString());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.5, 1.5, Double.NaN})
  void shrinkingOnlyShrinks(double shrink) {
    assertThatThrownBy(() -> new AccumulatedDecoupledLearning(2, true, false, shrink))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "gradients shrunk by a factor of %s; shrink is above 0 and at most 1"
                .formatted(shrink));
  }

  private static Schedule plan(int stages, int accumulate, boolean backwardFirst, int count) {
    return new AccumulatedDecoupledLearning(accumulate, backwardFirst)
        .plan(Workload.of(stages, count));
  }
}
