package dev.lockstep.strategies.swapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.cost.ProfiledCosts;
import dev.lockstep.core.metrics.MemoryCategory;
import dev.lockstep.core.metrics.MemoryProfile;
import dev.lockstep.core.metrics.MemoryUse;
import dev.lockstep.core.metrics.StepTimes;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import java.util.Collections;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Packs of layers that come to their device when they are needed. A pack has 2 bytes of weights and
 * 1 of optimizer states where nothing else is said, and a byte takes 1.
 */
class T19_HarmonyTest {

  @Test
  void aPackIsThereForItsTurnAndMovesWhileOthersCompute() {
    Timeline timeline = Runs.run(new Harmony(3).plan(Workload.of(1, 1)), costs(3, 2, 1));

    assertThat(timeline.schedule().toString())
        .isEqualTo(
            """
            device0: 0F0 1F0 2F0 2B0 2U0 1RF0 1B0 1U0 0RF0 0B0 0U0
            host->device0: 0FE0 1FE0 2FE0 2FS0 1FE0 1FS0 0FE0 0FS0
            device0->host: 2ST0 1ST0 0ST0
            """);
    assertThat(Runs.drawing(timeline, 1))
        .isEqualTo(
            """
            device 0     .    .  0F0    .  1F0    .  2F0  2B0  2B0 1RF0  1B0  1B0    .    . 0RF0  0B0  0B0    .    .    .
            """);
    assertThat(starts(timeline, Operation.FETCH)).containsExactly(0, 2, 4, 7, 12);
    assertThat(starts(timeline, Operation.STORE)).containsExactly(9, 12, 17);
  }

  /** Pack q on device q mod 2; all micro-batches before the next pack. */
  @Test
  void packsAreWrappedRoundTheDevices() {
    Timeline timeline = Runs.run(new Harmony(2), Workload.of(2, 3), Times.unit(1));

    assertThat(Runs.drawing(timeline, 1))
        .isEqualTo(
            """
            device 0   0F0  0F1  0F2  2F0  2F1  2F2 2RF0  2B0  2B0 2RF1  2B1  2B1 2RF2  2B2  2B2 0RF0  0B0  0B0 0RF1  0B1  0B1 0RF2  0B2  0B2
            device 1     .  1F0  1F1  1F2  3F0  3B0  3B0  3F1  3B1  3B1  3F2  3B2  3B2 1RF0  1B0  1B0 1RF1  1B1  1B1 1RF2  1B2  1B2    .    .
            """);
  }

  /** Between two mini-batches the pack that was updated last stays for the next forwards. */
  @Test
  void whatMovesDoesNotDependOnTheNumberOfMicroBatches() {
    for (int microBatches : new int[] {1, 4, 64}) {
      Schedule schedule = new Harmony(4).plan(new Workload(1, microBatches, 3));

      assertThat(count(schedule, Operation.FETCH)).isEqualTo(7 + 2 * 6);
      assertThat(count(schedule, Operation.FETCH_STATES)).isEqualTo(3 * 4);
      assertThat(count(schedule, Operation.STORE)).isEqualTo(3 * 4);
    }
  }

  /** L + m (v F + (v - 1) F + v B), all moves but the first behind the computing. */
  @ParameterizedTest
  @CsvSource({"2,8", "3,8", "5,20", "8,100"})
  void twoBuffersHideTheMoves(int packs, int microBatches) {
    assertThat(computing(new Harmony(packs), packs, microBatches))
        .isEqualTo(2 + microBatches * (packs + packs - 1 + 2L * packs));
  }

  /** (2 v - 1) L + (v - 1) ST on top: a pack comes when the one before it has gone. */
  @ParameterizedTest
  @CsvSource({"2,1", "3,8", "5,20", "8,100"})
  void oneBufferHidesNone(int packs, int microBatches) {
    assertThat(computing(new Harmony(packs, 1, 1), packs, microBatches))
        .isEqualTo(
            microBatches * (packs + packs - 1 + 2L * packs)
                + (2 * packs - 1) * 2L
                + (packs - 1) * 3L);
  }

  /** 5 packs of 1000 bytes of weights, 300 of states: two, one, or with GPipe all of them. */
  @ParameterizedTest
  @CsvSource({"1, 1000, 300", "2, 2000, 600"})
  void aDeviceHoldsAsManyPacksAsItHasBuffers(int buffers, long weights, long states) {
    CostModel costs = costs(5, 1000, 300);
    Schedule schedule = new Harmony(5, buffers, 1).plan(new Workload(1, 2, 2));
    MemoryUse use = MemoryProfile.of(Runs.run(schedule, costs), costs).get(0);

    assertThat(use.atPeak())
        .containsEntry(MemoryCategory.WEIGHTS, weights)
        .containsEntry(MemoryCategory.OPTIMIZER, states);
  }

  @Test
  void refusesPacksThatNeedNotMove() {
    assertThatThrownBy(() -> new Harmony(1))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "harmony with 1 packs, 2 buffers, 15.75 GB/s; at least 2 packs, 1 or 2 buffers, above 0 GB/s");
  }

  /** From the first load, which takes 2. */
  private static long computing(Harmony strategy, int packs, int microBatches) {
    Schedule schedule = strategy.plan(Workload.of(1, microBatches));
    return StepTimes.of(Runs.run(schedule, costs(packs, 2, 1))).spanNanos() + 2;
  }

  private static long[] starts(Timeline timeline, Operation operation) {
    return IntStream.range(0, timeline.schedule().taskCount())
        .filter(task -> timeline.schedule().operation(task) == operation)
        .mapToLong(timeline::startNanos)
        .toArray();
  }

  private static long count(Schedule schedule, Operation operation) {
    return IntStream.range(0, schedule.taskCount())
        .filter(task -> schedule.operation(task) == operation)
        .count();
  }

  private static CostModel costs(int packs, long weights, long states) {
    Stage.Memory memory =
        new Stage.Memory(
            OptionalLong.of(100),
            OptionalLong.empty(),
            OptionalLong.of(10),
            OptionalLong.of(weights),
            OptionalLong.empty(),
            OptionalLong.of(states),
            OptionalLong.empty());
    return new ProfiledCosts(
        Collections.nCopies(packs, new Stage(1, 1, 1, 0, 0, memory)),
        Cluster.ideal(1, Link.ofLatency(0), OptionalLong.empty()),
        OptionalDouble.of(1e9),
        1.0 / 3);
  }
}
