package dev.lockstep.strategies.placed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stages that share devices with stages elsewhere in the model. */
class T26_FtPipeTest {

  private static final Times UNIT = Times.unit(1);

  @Test
  void stagesOfADeviceTakeTurns() {
    assertThat(Runs.drawing(Runs.run(new FtPipe(2), Workload.of(2, 4), UNIT), 1))
        .isEqualTo(
            """
            device 0  0F0 0F1 2F0 0F2 2F1 0F3 2B0 2B0 2F2   . 0B0 0B0 2B1 2B1 2F3   . 0B1 0B1 2B2 2B2   . 2B3 2B3 0B2 0B2 0B3 0B3
            device 1    . 1F0 1F1 3F0 3B0 3B0 1F2 3F1 1B0 1B0 3B1 3B1 1F3 3F2 1B1 1B1 3B2 3B2 3F3 3B3 3B3 1B2 1B2 1B3 1B3   .   .
            """);
  }

  /** One stage a device: forwards and backwards as PipeDream's, if nothing is late. */
  @Test
  void oneStageADeviceIsAPipelineWithoutAFlush() {
    assertThat(Runs.drawing(Runs.run(new FtPipe(1), Workload.of(3, 4), UNIT), 1))
        .isEqualTo(
            """
            device 0  F0 F1 F2  .  .  .  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3
            device 1   . F0 F1  .  . B0 B0 F2 B1 B1 F3 B2 B2  . B3 B3  .  .
            device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
            """);
  }

  /** Ahead by no more than the stages behind, whatever else the device has to do. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aStageIsAheadByAsManyMiniBatchesAsThereAreStagesBehind(int stagesPerDevice) {
    Random random = new Random(5);
    int stages = 3 * stagesPerDevice;
    List<Stage> times = new ArrayList<>();
    for (int stage = 0; stage < stages; stage++) {
      times.add(Stage.of(1L + random.nextInt(9), 1L + random.nextInt(9), 1));
    }
    Schedule schedule = new FtPipe(stagesPerDevice).plan(Workload.of(3, 20));
    Timeline timeline = Runs.run(schedule, Times.costs(times, 2));

    int[] ahead = new int[stages];
    for (int device = 0; device < 3; device++) {
      for (Span span : timeline.lane(device)) {
        int stage = schedule.stage(span.task().id());
        Operation operation = schedule.operation(span.task().id());
        if (operation == Operation.FORWARD) {
          assertThat(ahead[stage]++).isLessThanOrEqualTo(stages - 1 - stage);
        } else if (operation == Operation.BACKWARD) {
          ahead[stage]--;
        }
      }
    }
  }

  @Test
  void stalenessFallsByStage() {
    WeightUse newest = WeightUse.of(new FtPipe(2).plan(Workload.of(2, 12)));
    assertThat(newest.staleness()).containsExactly(3, 2, 1, 0);
    assertThat(newest.weightVersions()).containsExactly(1, 1, 1, 1);

    FtPipe stashing = new FtPipe(Optional.of(List.of(0, 1, 0, 1)), 1, true);
    assertThat(WeightUse.of(stashing.plan(Workload.of(2, 12))).weightVersions())
        .containsExactly(4, 3, 2, 1);
  }

  /** Stages of 1, 2, 3, 6 ms: cut in two they make 6 and 6, but only so; 1, 2, 6, 3 need mixing. */
  @Test
  void mixedPlacementBalancesWhatNoCutCan() {
    long[] blocks = {1_000, 2_000, 6_000, 3_000};
    MixedPlacement mixed = MixedPlacement.of(blocks, 2);

    assertThat(mixed.blocksPerStage()).containsExactly(2, 1, 1);
    assertThat(mixed.deviceOfStage()).containsExactly(0, 1, 0);

    List<Stage> stages = List.of(third(3_000), third(6_000), third(3_000));
    Schedule schedule = new FtPipe(mixed.deviceOfStage()).plan(new Workload(2, 1, 64));
    assertThat(Runs.period(Runs.run(schedule, Times.costs(stages, 0)), 64)).isEqualTo(6_000);
  }

  private static Stage third(long nanos) {
    return Stage.of(nanos / 3, nanos / 3, nanos / 3);
  }

  /**
   * No device has more than four thirds of the load that the longest block and the mean require.
   */
  @Test
  void noDeviceHasMuchMoreThanItMust() {
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      int devices = 1 + random.nextInt(4);
      long[] blocks = random.longs(devices + random.nextInt(6), 1, 100).toArray();
      MixedPlacement mixed = MixedPlacement.of(blocks, devices);

      long[] load = new long[devices];
      int block = 0;
      for (int stage = 0; stage < mixed.blocksPerStage().size(); stage++) {
        for (int n = 0; n < mixed.blocksPerStage().get(stage); n++) {
          load[mixed.deviceOfStage().get(stage)] += blocks[block++];
        }
      }
      assertThat(block).isEqualTo(blocks.length);
      assertThat(Arrays.stream(load).max().orElseThrow() * 3)
          .isLessThanOrEqualTo(4 * best(blocks, 0, new long[devices]));
    }
  }

  private static long best(long[] blocks, int next, long[] load) {
    if (next == blocks.length) {
      return Arrays.stream(load).max().orElseThrow();
    }
    long least = Long.MAX_VALUE;
    for (int device = 0; device < load.length; device++) {
      load[device] += blocks[next];
      least = Math.min(least, best(blocks, next + 1, load));
      load[device] -= blocks[next];
    }
    return least;
  }

  @Test
  void placementsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new FtPipe(List.of(0, 2)))
        .hasMessage(
            "stages on devices [[0], [2]]; every stage needs a device, and every device from 0 on a"
                + " stage");
    assertThatThrownBy(() -> new FtPipe(List.of(0, 1, 0)).plan(Workload.of(3, 4)))
        .hasMessage("ftpipe with stages on devices [0, 1, 0], but 3 devices; it needs 2");
  }
}
