package dev.lockstep.strategies.decoupled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.metrics.InFlight;
import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sideways: gradients meet the activations of newer frames. */
class T21_SidewaysTest {

  @Test
  void forwardAndBackwardInEveryTick() {
    assertThat(Runs.drawing(Runs.run(new Sideways(), Workload.of(3, 4), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2 F3  .  .  . B0 B0  . B1 B1  . B2 B2  . B3 B3
            device 1   . F0 F1 F2  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3  .  .
            device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
            """);
  }

  /** Frame f meets frame f + 2(p - 1 - s); at the end, the last one. */
  @Test
  void backwardReadsTheActivationsThatAreLeft() {
    Schedule schedule = new Sideways().plan(Workload.of(3, 7));

    assertThat(stashesOfBackwards(schedule, 0)).isEqualTo("B0:4 B1:5 B2:6 B3:6 B4:6 B5:6 B6:6");
    assertThat(stashesOfBackwards(schedule, 1)).isEqualTo("B0:2 B1:3 B2:4 B3:5 B4:6 B5:6 B6:6");
    assertThat(stashesOfBackwards(schedule, 2)).isEqualTo("B0:0 B1:1 B2:2 B3:3 B4:4 B5:5 B6:6");
  }

  private static String stashesOfBackwards(Schedule schedule, int lane) {
    return IntStream.range(schedule.laneStart(lane), schedule.laneEnd(lane))
        .filter(task -> schedule.operation(task) == Operation.BACKWARD)
        .mapToObj(
            task ->
                "B%d:%d"
                    .formatted(
                        schedule.microBatch(task),
                        schedule.value(schedule.read(task, 0)).microBatch()))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8})
  void keepsOneFrameAndOneVersion(int stages) {
    Timeline timeline = Runs.run(new Sideways(), Workload.of(stages, 40), Times.unit(1));
    WeightUse use = WeightUse.of(timeline.schedule());

    assertThat(InFlight.peaks(timeline)).containsOnly(1);
    assertThat(use.weightVersions()).containsOnly(1);
    assertThat(use.staleness())
        .isEqualTo(IntStream.range(0, stages).mapToObj(s -> 2 * (stages - 1 - s)).toList());
  }

  /** Clips of four frames. */
  @Test
  void mayUpdateOnceAClip() {
    assertThat(new Sideways(4).plan(Workload.of(2, 8)).toString())
        .isEqualTo(
            """
            device0: 0F0 0F1 0F2 0B0 0F3 0B1 0F4 0B2 0F5 0B3 0U3 0F6 0B4 0F7 0B5 0B6 0B7 0U7
            device1: 1F0 1B0 1F1 1B1 1F2 1B2 1F3 1B3 1U3 1F4 1B4 1F5 1B5 1F6 1B6 1F7 1B7 1U7
            """);
  }

  /** A tick is max of F + B. */
  @Test
  void takesTheSlowestStage() {
    Random random = new Random(9);
    for (int i = 0; i < 100; i++) {
      List<Stage> stages = RandomStages.of(random, 1 + random.nextInt(8));
      long slowest = stages.stream().mapToLong(Stage::usefulNanos).max().orElseThrow();

      assertThat(RandomStages.period(new Sideways(), stages, 0))
          .as("instance %d: %s", i, stages)
          .isEqualTo(slowest);
    }
  }
}
