package dev.lockstep.scenarios.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.cost.ProfiledCosts;
import dev.lockstep.core.model.LowerBound;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.baseline.Ideal;
import dev.lockstep.strategies.bidirectional.DualPipeV;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No strategy is faster than {@code ideal}, for 1 to 16 devices and up to 64 micro-batches, with
 * random times of each stage, its update, its head, the communication inside it and the transfers.
 * Two kinds of strategies do not do the same work on the same devices: those that estimate
 * gradients instead of going backward, and those whose devices are said to run several tasks at
 * full speed.
 */
class LowerBoundTest {

  private static final int MOST_DEVICES = 16;
  private static final List<Integer> MICRO_BATCHES = List.of(1, 3, 8);
  private static final int MOST_PASSES = 64;

  static Stream<Strategy> strategies() {
    return StrategyContractTest.strategies().filter(strategy -> !strategy.isLowerBound());
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void nobodyIsFaster(Strategy strategy) {
    Random random = new Random(strategy.toString().hashCode());
    for (int devices = 1; devices <= MOST_DEVICES; devices++) {
      Set<Integer> sizes = new TreeSet<>(MICRO_BATCHES);
      sizes.addAll(List.of(devices, 2 * devices, devices % 4 == 0 ? 64 : 1));
      for (int microBatches : sizes) {
        int iterations = devices * microBatches > MOST_PASSES ? 1 : 3;
        Workload workload = new Workload(devices, microBatches, iterations);
        if (StrategyContractTest.admits(strategy, workload)) {
          requireSlower(strategy, workload, random);
        }
      }
    }
  }

  private static void requireSlower(Strategy strategy, Workload workload, Random random) {
    Schedule schedule = TransferLowering.lower(strategy.plan(workload));
    if (!doesTheSameWork(schedule)) {
      return;
    }
    boolean even = random.nextBoolean(); // comes closest to the bound
    List<Stage> stages = new ArrayList<>(List.of(stage(random)));
    while (stages.size() < schedule.stageCount()) {
      stages.add(even ? stages.get(0) : stage(random));
    }
    Link link = new Link(random.nextInt(200), OptionalDouble.empty());
    int passes = workload.totalMicroBatches() * strategy.slicesPerMicroBatch();
    Timeline bound =
        Replay.run(
            new Ideal().plan(Workload.of(workload.devices(), passes)),
            costs(LowerBound.shared(stages, workload.devices()), workload.devices(), link));

    Timeline timeline = run(schedule, costs(stages, workload.devices(), link));

    assertThat(timeline.makespanNanos())
        .as("%s", workload)
        .isGreaterThanOrEqualTo(bound.makespanNanos());
  }

  private static boolean doesTheSameWork(Schedule schedule) {
    return schedule.lanes().stream().allMatch(lane -> lane.slots() == 1)
        && IntStream.range(0, schedule.taskCount())
            .noneMatch(task -> schedule.operation(task) == Operation.PROJECT);
  }

  /** Pairs hide communication, so that without them as a measure this one would beat the bound. */
  @Test
  void overlappedPairsComeCloseToItAndNoFurther() {
    Stage.Communication part = new Stage.Communication(300, 300, 0);
    Stage stage = new Stage(1_000, 1_000, 1_000, 0, 0, Stage.Memory.UNKNOWN);
    List<Stage> stages = Collections.nCopies(8, stage.withCommunication(part));
    CostModel costs = costs(stages, 4, new Link(0, OptionalDouble.empty()));

    long pairs = Replay.run(new DualPipeV().plan(Workload.of(4, 256)), costs).makespanNanos() / 256;

    List<Stage> bound = LowerBound.shared(stages, 4);
    long ideal = bound.get(0).forwardNanos() + bound.get(0).backwardNanos();
    assertThat(ideal).isEqualTo(2 * (3_000 - 600));
    assertThat(pairs).isBetween(ideal, ideal + ideal / 50).isLessThan(2 * 3_000);
  }

  /** Up to all of a pass may be communication. */
  private static Stage stage(Random random) {
    long forward = 1 + random.nextInt(2_000);
    long input = 1 + random.nextInt(2_000);
    long weight = 1 + random.nextInt(2_000);
    boolean communicates = random.nextInt(3) > 0;
    Stage.Communication part =
        new Stage.Communication(
            (long) (forward * random.nextDouble()), (long) (input * random.nextDouble()), 0);
    Stage stage =
        new Stage(
            forward,
            input,
            weight,
            random.nextInt(500),
            random.nextInt(1_000),
            Stage.Memory.UNKNOWN);
    return communicates ? stage.withCommunication(part) : stage;
  }

  private static CostModel costs(List<Stage> stages, int devices, Link link) {
    return new ProfiledCosts(stages, Cluster.ideal(devices, link, OptionalLong.empty()));
  }

  private static Timeline run(Schedule schedule, CostModel costs) {
    return schedule.isWorkConserving()
        ? Simulation.run(schedule, costs)
        : Replay.run(schedule, costs);
  }
}
