package dev.lockstep.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.metrics.MemoryProfile;
import dev.lockstep.core.metrics.MemoryUse;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.consumption.Consumption;
import dev.lockstep.scenarios.consumption.Rates;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.plan.bound.Bound;
import dev.lockstep.scenarios.plan.bound.CandidateBound;
import dev.lockstep.scenarios.plan.bound.Cuts;
import dev.lockstep.scenarios.plan.bound.GroupBound;
import dev.lockstep.scenarios.plan.bound.Least;
import dev.lockstep.scenarios.plan.space.Candidate;
import dev.lockstep.scenarios.plan.space.Group;
import dev.lockstep.scenarios.plan.space.Problem;
import dev.lockstep.scenarios.plan.space.Space;
import dev.lockstep.scenarios.prepare.FreshParts;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No candidate is faster or smaller than its bounds say. */
class T02_BoundTest {

  private static final FreshParts PARTS = new FreshParts();

  @ParameterizedTest
  @CsvSource({
    "'1 1 1 1', 2, 2", // two of four equal layers on each device
    "'1 1 1',   2, 2", // one device has two of three
    "'1 2 9',   2, 9", // the dearest layer is on one device
    "'1 1 1 1', 1, 4",
    "'2 3',     4, 3", // devices without layers
  })
  void some_device_has_at_least_its_share_of_the_work(String works, int devices, double nanos) {
    double[] sorted = Arrays.stream(works.split(" ")).mapToDouble(Double::parseDouble).toArray();

    assertThat(GroupBound.busiestNanos(sorted, devices)).isEqualTo(nanos);
  }

  @Test
  void random_layers_under_any_strategy_are_no_faster_and_no_smaller() {
    int checked = 0;
    for (int seed = 0; seed < 60; seed++) {
      checked += requireBounds(Problems.randomLayers(new Random(seed)), Integer.MAX_VALUE);
    }
    assertThat(checked).isGreaterThan(500);
  }

  @Test
  void random_transformers_are_no_faster_and_no_smaller() {
    int checked = 0;
    for (int seed = 0; seed < 6; seed++) {
      checked += requireBounds(Problems.randomTransformer(new Random(seed)), 60);
    }
    assertThat(checked).isGreaterThan(100);
  }

  private static int requireBounds(Problem problem, int most) {
    List<Group> groups = new ArrayList<>(Space.of(problem));
    Collections.shuffle(groups, new Random(1));
    int checked = 0;
    for (Group group : groups) {
      Least ofGroup = ofGroup(group, problem);
      Cuts cuts = new Cuts(problem, PARTS);
      for (Candidate open : group.candidates()) {
        try {
          Candidate candidate = cuts.of(open);
          Run run = Run.of(candidate.in(problem.base()));
          requireBounds(candidate, ofGroup, run);
          checked++;
        } catch (RefusedException | IllegalArgumentException refused) {
          continue;
        }
        if (checked >= most) {
          return checked;
        }
      }
    }
    return checked;
  }

  private static Least ofGroup(Group group, Problem problem) {
    return GroupBound.isKnown(group, problem.base())
        ? GroupBound.of(
            group,
            new NetworkStages(
                group.first().in(problem.base()), FittedConstants.standard(), setup -> setup))
        : Least.NONE;
  }

  private static void requireBounds(Candidate candidate, Least ofGroup, Run run) {
    Preparation preparation = run.preparation();
    boolean synchronous = preparation.strategy().promises(preparation.workload()).synchronous();
    Least alone = CandidateBound.of(preparation, synchronous, PARTS);
    double withTransfers = CandidateBound.withTransfersMs(preparation, synchronous, PARTS);
    double time = run.result().iterationTimeMs();
    long peak =
        MemoryProfile.of(run.steady(), run.preparation().costs()).stream()
            .mapToLong(MemoryUse::peakBytes)
            .max()
            .orElse(0);

    assertThat(time)
        .as("%s", candidate)
        .isGreaterThanOrEqualTo(ofGroup.timeMs())
        .isGreaterThanOrEqualTo(alone.timeMs())
        .isGreaterThanOrEqualTo(withTransfers);
    assertThat(peak)
        .as("%s", candidate)
        .isGreaterThanOrEqualTo(ofGroup.memoryBytes())
        .isGreaterThanOrEqualTo(alone.memoryBytes());
    requireEnergy(candidate, List.of(ofGroup, alone, alone.withTimeMs(time)), run);
  }

  private static void requireEnergy(Candidate candidate, List<Least> bounds, Run run) {
    Consumption use = run.consumption();
    Rates rates = Rates.of(run.scenario());
    assertThat(use.energyJoules().isPresent()).isEqualTo(rates.knowsEnergy());
    assertThat(use.costUsd().isPresent()).isEqualTo(rates.knowsCost());
    for (Least least : bounds) {
      Bound bound = Bound.of(least, candidate, candidate.devices(), rates);
      assertThat(use.energyJoules().orElse(0))
          .as("%s", candidate)
          .isGreaterThanOrEqualTo(bound.energyJoules());
      assertThat(use.costUsd().orElse(0))
          .as("%s", candidate)
          .isGreaterThanOrEqualTo(bound.costUsd());
    }
  }

  static List<String> synchronousStrategies() {
    return StrategyCatalog.standard().entries().stream()
        .filter(entry -> plan(entry, Workload.of(4, 8)).isPresent())
        .map(StrategyEntry::name)
        .toList();
  }

  /** What the proof rests on: an iteration among others has the order that it has alone. */
  @ParameterizedTest
  @MethodSource("synchronousStrategies")
  void iterations_of_a_synchronous_strategy_have_the_order_of_one_alone(String name) {
    StrategyEntry entry = StrategyCatalog.standard().byName(name);
    for (int microBatches : new int[] {4, 8, 12}) {
      var alone = plan(entry, new Workload(4, microBatches, 1));
      var several = plan(entry, new Workload(4, microBatches, 3));
      if (alone.isPresent() && several.isPresent()) {
        for (int iteration = 0; iteration < 3; iteration++) {
          assertThat(order(several.get(), iteration, microBatches))
              .as("%s, iteration %d", name, iteration)
              .isEqualTo(order(alone.get(), 0, microBatches));
        }
      }
    }
  }

  private static Optional<Schedule> plan(StrategyEntry entry, Workload workload) {
    try {
      Strategy strategy = entry.create(entry.options(Map.of()));
      if (!strategy.promises(workload).synchronous()) {
        return Optional.empty();
      }
      Schedule schedule = strategy.plan(workload);
      return schedule.isWorkConserving() ? Optional.empty() : Optional.of(schedule);
    } catch (RuntimeException notAdmitted) {
      return Optional.empty();
    }
  }

  private static List<List<String>> order(Schedule schedule, int iteration, int microBatches) {
    List<List<String>> lanes = new ArrayList<>();
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      lanes.add(
          IntStream.range(schedule.laneStart(lane), schedule.laneEnd(lane))
              .filter(task -> schedule.iteration(task) == iteration)
              .mapToObj(
                  task ->
                      schedule.operation(task)
                          + " "
                          + schedule.stage(task)
                          + " "
                          + schedule.microBatch(task) % schedule.microBatchesPerIteration())
              .toList());
    }
    return lanes;
  }
}
