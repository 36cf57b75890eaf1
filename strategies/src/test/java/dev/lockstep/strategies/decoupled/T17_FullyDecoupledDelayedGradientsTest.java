package dev.lockstep.strategies.decoupled;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FDG: forward and backward of all stages at once, each on an older micro-batch. */
class T17_FullyDecoupledDelayedGradientsTest {

  @Test
  void allStagesWorkInEveryIteration() {
    assertThat(draw(new FullyDecoupledDelayedGradients()))
        .isEqualTo(
            """
            device 0  F0 F1 F2  .  . F3  .  . B0 B0  . B1 B1  . B2 B2 B3 B3
            device 1   . F0 F1  .  . F2 B0 B0 F3 B1 B1 B2 B2  . B3 B3  .  .
            device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
            """);
  }

  @Test
  void theAuthorsProgramGoesBackwardFirst() {
    assertThat(draw(new FullyDecoupledDelayedGradients(1, true, false)))
        .isEqualTo(
            """
            device 0  F0 F1 F2  .  . F3  .  . B0 B0  . B1 B1  . B2 B2 B3 B3
            device 1   . F0 F1  .  . B0 B0 F2 B1 B1 F3 B2 B2  . B3 B3  .  .
            device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
            """);
  }

  @Test
  void runAheadWaitsForMessagesOnly() {
    assertThat(draw(new FullyDecoupledDelayedGradients(1, false, true)))
        .isEqualTo(
            """
            device 0  F0 F1 F2 F3  .  .  . B0 B0  . B1 B1  . B2 B2  . B3 B3
            device 1   . F0 F1 F2  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3  .  .
            device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
            """);
  }

  private static String draw(FullyDecoupledDelayedGradients strategy) {
    return Runs.drawing(Runs.run(strategy, Workload.of(3, 4), Times.unit(1)), 1);
  }

  /** Every stage of an iteration is awaited once, by the join, and awaits once, the join. */
  @ParameterizedTest
  @CsvSource({"2, 5", "3, 1", "8, 20"})
  void theBarrierOfAnIterationTakesTwoWaitsAStage(int stages, int iterations) {
    Schedule schedule =
        new FullyDecoupledDelayedGradients().plan(new Workload(stages, 1, iterations));

    Map<String, Long> waits =
        IntStream.range(0, schedule.taskCount())
            .boxed()
            .collect(
                groupingBy(
                    task -> schedule.operation(task).code(),
                    summingLong(task -> barriers(schedule, task))));
    int ticks = iterations + 2 * (stages - 1);
    assertThat(waits.get("J")).isLessThanOrEqualTo((long) stages * (ticks - 1));
    assertThat(waits.get("F") + waits.get("B")).isLessThanOrEqualTo((long) stages * (ticks - 1));
  }

  private static long barriers(Schedule schedule, int task) {
    return IntStream.range(0, schedule.readCount(task))
        .filter(i -> schedule.valueKind(schedule.read(task, i)) == ValueKind.BARRIER)
        .count();
  }

  /** Twos and, for the micro-batch left over, one. */
  @Test
  void accumulationPutsAnUpdateBehindEveryFewBackwards() {
    assertThat(
            new FullyDecoupledDelayedGradients(2, false, false).plan(Workload.of(2, 5)).toString())
        .isEqualTo(
            """
            device0: 0F0 0J0 0F1 0J1 0F2 0B0 0J2 0F3 0B1 0U1 0J3 0F4 0B2 0J4 0B3 0U3 0J5 0B4 0U4
            device1: 1F0 1B0 1F1 1B1 1U1 1F2 1B2 1F3 1B3 1U3 1F4 1B4 1U4
            """);
    assertThatThrownBy(() -> new FullyDecoupledDelayedGradients(0, false, false))
        .isInstanceOf(ScheduleException.class)
        .hasMessage("an update every 0 backwards; accumulate is at least 1");
  }

  /** Staleness 2(p - 1 - s), one version and one micro-batch in flight more. */
  @Test
  void stalenessIsTwiceTheNumberOfStagesBehind() {
    WeightUse use = WeightUse.of(new FullyDecoupledDelayedGradients().plan(Workload.of(4, 20)));

    assertThat(use.staleness()).isEqualTo(List.of(6, 4, 2, 0));
    assertThat(use.weightVersions()).isEqualTo(List.of(7, 5, 3, 1));
  }

  /** A forward that comes after the update of its iteration sees one update more. */
  @Test
  void backwardFirstIsOneLessStale() {
    WeightUse use =
        WeightUse.of(new FullyDecoupledDelayedGradients(1, true, false).plan(Workload.of(4, 20)));

    assertThat(use.staleness()).isEqualTo(List.of(5, 3, 1, 0));
    assertThat(use.weightVersions()).isEqualTo(List.of(6, 4, 2, 1));
  }

  /**
   * Level of staleness of micro-batch i of a group of M: ceil((2(K - k) - i) / M), at least 0; in
   * the mean over a group exactly 2(K - k) / M. (K, M) = (3, 2) gives 2 2, 1 1, 0 0; (3, 4) gives 1
   * 1 1 1, 1 1 0 0, 0 0 0 0 (accumulated decoupled learning).
   */
  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,1", "3,2", "3,4", "4,3", "5,2", "5,8", "8,5"})
  void accumulationDividesTheStaleness(int stages, int accumulate) {
    int count = (2 * stages + 4) * accumulate;
    Schedule schedule =
        new FullyDecoupledDelayedGradients(accumulate, false, false)
            .plan(Workload.of(stages, count));

    for (int stage = 0; stage < stages; stage++) {
      int delay = 2 * (stages - 1 - stage);
      int first = count - accumulate;
      int sum = 0;
      for (int i = 0; i < accumulate; i++) {
        int staleness = Staleness.of(schedule, stage, first + i);
        assertThat(staleness)
            .as("stage %d, micro-batch %d of its group", stage, i)
            .isEqualTo(Math.max(0, -Math.floorDiv(i - delay, accumulate)));
        sum += staleness;
      }
      assertThat(sum).isEqualTo(delay);
    }
  }

  /**
   * Iteration K - 1 + (K - k), 0-based, is the first with a backward in module k: 2K - 2 at first.
   */
  @Test
  void fillsInTwiceTheStages() {
    for (int k = 1; k <= 8; k++) {
      Schedule schedule = new FullyDecoupledDelayedGradients().plan(Workload.of(k, 40));
      for (int stage = 0; stage < k; stage++) {
        int forwards = 2 * (k - 1 - stage) + 1;
        String expected =
            IntStream.range(0, forwards).mapToObj(i -> "F" + i + " ").reduce("", String::concat);

        assertThat(Runs.order(schedule, stage)).startsWith(expected + "B0 ");
      }
    }
  }

  /** No bubble: max of F + B, in lock-step or not, forward or backward first. */
  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void takesTheSlowestStage(boolean backwardFirst, boolean runAhead) {
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      List<Stage> stages = RandomStages.of(random, 1 + random.nextInt(8));
      long slowest = stages.stream().mapToLong(Stage::usefulNanos).max().orElseThrow();

      assertThat(
              RandomStages.period(
                  new FullyDecoupledDelayedGradients(1, backwardFirst, runAhead), stages, 0))
          .as("instance %d: %s", i, stages)
          .isEqualTo(slowest);
    }
  }

  /** K times as fast as one device; (N + K - 1)(F + B) in all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8, 16})
  void speedUpIsTheNumberOfStages(int k) {
    Times times = Times.unit(1000);
    var timeline = Runs.run(new FullyDecoupledDelayedGradients(), new Workload(k, 1, 160), times);

    assertThat(Runs.period(timeline, 160)).isEqualTo(times.both());
    assertThat(timeline.makespanNanos()).isEqualTo((160 + k - 1) * times.both());
  }

  /**
   * Forward first, an activation is sent while the stage goes backward and a gradient arrives while
   * it goes forward. Backward first, both are sent at the end of the iteration, and the next one
   * waits for them: F + B + c.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 8})
  void onlyBackwardFirstWaitsForMessages(int k) {
    Times times = Times.unit(1000).withLatency(250);
    Workload workload = new Workload(k, 1, 160);

    assertThat(Runs.period(Runs.run(new FullyDecoupledDelayedGradients(), workload, times), 160))
        .isEqualTo(times.both());
    assertThat(
            Runs.period(
                Runs.run(new FullyDecoupledDelayedGradients(1, true, false), workload, times), 160))
        .isEqualTo(times.both() + 250);
  }
}
