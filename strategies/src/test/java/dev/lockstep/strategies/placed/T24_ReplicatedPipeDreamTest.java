package dev.lockstep.strategies.placed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.metrics.Completeness;
import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.CollectiveLowering;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.asynchronous.PipeDream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** 1F1B with round robin over the replicas of each stage. */
class T24_ReplicatedPipeDreamTest {

  private static final Times UNIT = Times.unit(1);

  /** The second stage is as busy as the two devices of the first. */
  @Test
  void replicasTakeTurns() {
    var times = Times.costs(List.of(Stage.of(2, 2, 2), Stage.of(1, 1, 1), Stage.of(0, 0, 0)), 0);
    Schedule schedule = pipeDream(2, 1).plan(Workload.of(3, 6));
    assertThat(Runs.drawing(Runs.run(schedule, times), 1))
        .isEqualTo(
            """
            device 0  F0 F0 F2 F2  . B0 B0 B0 B0  .  .  . F4 F4 B2 B2 B2 B2 B4 B4 B4 B4  .  .
            device 1  F1 F1 F3 F3  .  .  .  . B1 B1 B1 B1 F5 F5 B3 B3 B3 B3  .  . B5 B5 B5 B5
            device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3 F4 B4 B4 F5 B5 B5  .  .  .  .
            """);
  }

  @Test
  void anUpdateAppliesAMiniBatchOfEachReplica() {
    Schedule schedule = pipeDream(2, 1).plan(Workload.of(3, 6));

    assertThat(schedule.toString())
        .isEqualTo(
            """
            device0: 0F0 0F2 0B0 0U0 0F4 0B2 0U2 0B4 0U4
            device1: 0F1 0F3 0B1 0U1 0F5 0B3 0U3 0B5 0U5
            device2: 1F0 1B0 1U0 1F1 1B1 1U1 1F2 1B2 1U2 1F3 1B3 1U3 1F4 1B4 1U4 1F5 1B5 1U5
            """);
  }

  @Test
  void oneDeviceAStageIsPipeDream() {
    for (int p = 1; p <= 6; p++) {
      Workload workload = new Workload(p, 3, 4);
      ReplicatedPipeDream straight = new ReplicatedPipeDream(Collections.nCopies(p, 1));
      assertThat(straight.plan(workload).toString())
          .isEqualTo(new PipeDream().plan(workload).toString());
      assertThat(straight.promises(workload)).isEqualTo(new PipeDream().promises(workload));
    }
  }

  /** Devices from the stage on but one, by the stage's replicas; as many mini-batches plus one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 1 1   | 1 1 0",
        "7 1     | 1 0",
        "9 5 1 1 | 1 1 1 0",
        "1 1 1 1 | 3 2 1 0",
        "1 3     | 3 0",
        "3 1 2   | 1 2 0",
        "8       | 0",
      })
  void forwardsAheadOfTheFirstBackward(String replicas, String warmUps) {
    ReplicatedPipeDream strategy = new ReplicatedPipeDream(numbers(replicas));
    int devices = strategy.layout().orElseThrow().devices();
    WeightUse use = WeightUse.of(strategy.plan(Workload.of(devices, 10 * devices)));

    assertThat(use.staleness()).isEqualTo(numbers(warmUps));
    assertThat(use.weightVersions())
        .isEqualTo(numbers(warmUps).stream().map(warmUp -> warmUp + 1).toList());
  }

  /** One stage on all devices: an update after a mini-batch of each, with the newest weights. */
  @Test
  void allDevicesOnOneStageIsDataParallel() {
    ReplicatedPipeDream strategy = pipeDream(4);
    Workload workload = Workload.of(4, 8);

    assertThat(strategy.promises(workload).synchronous()).isTrue();
    assertThat(Runs.drawing(Runs.run(strategy.plan(workload), UNIT.costs(4)), 1))
        .isEqualTo(
            """
            device 0  F0 B0 B0 F4 B4 B4
            device 1  F1 B1 B1 F5 B5 B5
            device 2  F2 B2 B2 F6 B6 B6
            device 3  F3 B3 B3 F7 B7 B7
            """);
  }

  static Stream<List<Integer>> configurations() {
    List<List<Integer>> all = new ArrayList<>();
    for (int devices = 1; devices <= 7; devices++) {
      compositions(devices, new ArrayList<>(), all);
    }
    return all.stream();
  }

  private static void compositions(int left, List<Integer> chosen, List<List<Integer>> all) {
    if (left == 0) {
      all.add(List.copyOf(chosen));
    }
    for (int next = 1; next <= left; next++) {
      chosen.add(next);
      compositions(left - next, chosen, all);
      chosen.remove(chosen.size() - 1);
    }
  }

  /**
   * The period of a mini-batch is at least the largest (F + B) / r of a stage. For these times it
   * is no more where each number of replicas divides the one before.
   */
  @ParameterizedTest
  @MethodSource("configurations")
  void theSlowestStageSetsThePeriod(List<Integer> replicas) {
    ReplicatedPipeDream strategy = new ReplicatedPipeDream(replicas);
    int devices = strategy.layout().orElseThrow().devices();
    int group = 420;
    Schedule schedule = strategy.plan(new Workload(devices, group, 4));
    List<Stage> stages = new ArrayList<>();
    double slowest = 0;
    for (int stage = 0; stage < replicas.size(); stage++) {
      Stage time = Stage.of(60 * (stage + 2), 60 * (stage % 3 + 3), 120);
      stages.add(time);
      slowest = Math.max(slowest, (double) time.usefulNanos() / replicas.get(stage));
    }
    while (stages.size() < devices) {
      stages.add(Stage.of(0, 0, 0)); // as many as the cluster of these costs has devices
    }
    Timeline timeline = Runs.run(schedule, Times.costs(stages, 0));

    double period = (double) (end(timeline, 3 * group - 1) - end(timeline, 2 * group - 1)) / group;
    boolean even =
        IntStream.range(1, replicas.size())
            .allMatch(s -> replicas.get(s - 1) % replicas.get(s) == 0);
    assertThat(period).isGreaterThanOrEqualTo(slowest);
    if (even) {
      assertThat(period).isEqualTo(slowest);
    }
  }

  /**
   * Of balanced stages: half as long again where replicas wait, an update older where they do not.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 1     | 300 | 300",
        "7 1     | 300 | 300",
        "2 1 1   | 450 | 325",
        "3 1 1   | 400 | 300",
        "2 2     | 300 | 300",
      })
  void replicasWaitForEachOther(String replicas, double waiting, double overlapped) {
    assertThat(balanced(new ReplicatedPipeDream(numbers(replicas)))).isEqualTo(waiting);
    ReplicatedPipeDream overlapping = new ReplicatedPipeDream(numbers(replicas), true);
    assertThat(balanced(overlapping)).isEqualTo(overlapped);
  }

  private static double balanced(ReplicatedPipeDream strategy) {
    int devices = strategy.layout().orElseThrow().devices();
    int group = 420;
    Schedule schedule = strategy.plan(new Workload(devices, group, 4));
    List<Stage> stages = new ArrayList<>();
    strategy.replicas().forEach(r -> stages.add(Stage.of(100L * r, 100L * r, 100L * r)));
    while (stages.size() < devices) {
      stages.add(Stage.of(0, 0, 0));
    }
    Timeline timeline = Runs.run(schedule, Times.costs(stages, 0));
    return (double) (end(timeline, 3 * group - 1) - end(timeline, 2 * group - 1)) / group;
  }

  @Test
  void overlappedSumsMakeWeightsOlder() {
    ReplicatedPipeDream strategy = new ReplicatedPipeDream(List.of(2, 1), true);
    Schedule schedule = strategy.plan(Workload.of(3, 8));

    assertThat(schedule.toString())
        .startsWith("device0: 0F0 0F2 0B0 0F4 0U0 0B2 0F6 0U2 0B4 0U4 0B6 0U6");
    assertThat(WeightUse.of(schedule).staleness()).containsExactly(2, 0);
    assertThat(WeightUse.of(schedule).weightVersions()).containsExactly(3, 1);
  }

  /** When the input stage has updated with a mini-batch. */
  private static long end(Timeline timeline, int miniBatch) {
    Schedule schedule = timeline.schedule();
    for (int task = 0; task < schedule.taskCount(); task++) {
      if (schedule.operation(task) == Operation.UPDATE
          && schedule.stage(task) == 0
          && schedule.microBatch(task) == miniBatch) {
        return timeline.endNanos(task);
      }
    }
    throw new IllegalArgumentException("no update with mini-batch " + miniBatch);
  }

  /** Mini-batches that are no multiple of the replicas make a smaller last sum. */
  @ParameterizedTest
  @MethodSource("configurations")
  void everyNumberOfMiniBatchesIsAdmitted(List<Integer> replicas) {
    ReplicatedPipeDream strategy = new ReplicatedPipeDream(replicas);
    int devices = strategy.layout().orElseThrow().devices();
    for (int count = 1; count <= 20; count++) {
      Schedule schedule = TransferLowering.lower(strategy.plan(Workload.of(devices, count)));
      Completeness.require(schedule, count);
      var costs = Times.costs(Collections.nCopies(devices, Stage.of(3, 2, 2)), 1);
      Timeline replayed = Replay.run(schedule, costs);
      assertThat(Simulation.run(schedule, costs).realisedOrder())
          .isEqualTo(replayed.realisedOrder());
    }
  }

  /** With sums that take 4 behind each backward: F + B + 4 in place of F + B, on two replicas. */
  @Test
  void aSumDelaysTheUpdatesOfAllReplicas() {
    Stage summed = Stage.of(1, 1, 1).withCollectiveNanos(4);
    var costs = Times.costs(List.of(summed, Stage.of(0, 0, 0), Stage.of(0, 0, 0)), 0);
    Schedule schedule = pipeDream(2, 1).plan(Workload.of(3, 60));
    Timeline timeline =
        Replay.run(
            CollectiveLowering.lower(TransferLowering.lower(schedule), stage -> stage == 0), costs);

    assertThat(end(timeline, 41) - end(timeline, 21)).isEqualTo(10 * (3 + 4));
  }

  @Test
  void otherNumbersOfDevicesAreRefused() {
    assertThatThrownBy(() -> pipeDream(7, 1).plan(Workload.of(4, 8)))
        .hasMessage("pipedream 7-1 on 4 devices; it needs 8");
    assertThatThrownBy(() -> pipeDream(2, 0))
        .hasMessage("pipedream with replicas [2, 0]; every stage has at least 1");
  }

  private static ReplicatedPipeDream pipeDream(Integer... replicas) {
    return new ReplicatedPipeDream(List.of(replicas));
  }

  private static List<Integer> numbers(String text) {
    return Arrays.stream(text.trim().split(" +")).map(Integer::valueOf).toList();
  }
}
