package dev.lockstep.scenarios.plan.bound;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Sharing;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.plan.space.Hardware;
import dev.lockstep.scenarios.prepare.FreshParts;
import dev.lockstep.scenarios.prepare.Parts;
import dev.lockstep.scenarios.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Schedules that candidates of a search have in common: those of one strategy, pipeline and number
 * of micro-batches, whatever a stage costs. The ones used last are kept, up to so many tasks.
 */
public final class SearchParts implements Parts {

  private static final long MOST_TASKS = 6_000_000;

  private final Parts source = new FreshParts();
  private final Map<Key, Schedule> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Key, Boolean> synchronous = new ConcurrentHashMap<>();
  private final Hardware hardware;
  private long tasks;

  /** Parts on some hardware. */
  public SearchParts(Hardware hardware) {
    this.hardware = hardware;
  }

  @Override
  public Schedule planned(Strategy strategy, Workload workload) {
    Key key = new Key(strategy, workload, Optional.empty(), Set.of());
    return kept(key, () -> source.planned(strategy, workload));
  }

  @Override
  public Schedule lowered(
      Strategy strategy, Workload workload, Set<Integer> reducing, Sharing sharing) {
    Key key = new Key(strategy, workload, Optional.of(sharing), reducing);
    return kept(key, () -> source.lowered(strategy, workload, reducing, sharing));
  }

  @Override
  public NetworkStages network(Scenario scenario, FittedConstants constants) {
    return new NetworkStages(scenario, constants, hardware::of).with(constants);
  }

  /** Whether a strategy promises that every update applies gradients of the weights before it. */
  public boolean isSynchronous(Strategy strategy, Workload workload) {
    return synchronous.computeIfAbsent(
        new Key(strategy, workload, Optional.empty(), Set.of()),
        key -> strategy.promises(workload).synchronous());
  }

  /** The same schedules, and one network for scenarios that differ in their strategy alone. */
  public Parts ofGroup() {
    return new OfGroup();
  }

  private Schedule kept(Key key, Supplier<Schedule> planned) {
    synchronized (kept) {
      Schedule schedule = kept.get(key);
      if (schedule != null) {
        return schedule;
      }
    }
    Schedule schedule = planned.get();
    keep(key, schedule);
    return schedule;
  }

  private void keep(Key key, Schedule schedule) {
    synchronized (kept) {
      if (schedule.taskCount() > MOST_TASKS || kept.putIfAbsent(key, schedule) != null) {
        return;
      }
      tasks += schedule.taskCount();
      var eldest = kept.entrySet().iterator();
      while (tasks > MOST_TASKS) {
        tasks -= eldest.next().getValue().taskCount();
        eldest.remove();
      }
    }
  }

  private record Key(
      Strategy strategy, Workload workload, Optional<Sharing> lowered, Set<Integer> reducing) {}

  /** For one thread. */
  private final class OfGroup implements Parts {
    private Optional<NetworkStages> network = Optional.empty();

    @Override
    public Schedule planned(Strategy strategy, Workload workload) {
      return SearchParts.this.planned(strategy, workload);
    }

    @Override
    public Schedule lowered(
        Strategy strategy, Workload workload, Set<Integer> reducing, Sharing sharing) {
      return SearchParts.this.lowered(strategy, workload, reducing, sharing);
    }

    @Override
    public NetworkStages network(Scenario scenario, FittedConstants constants) {
      if (network.isEmpty()) {
        network = Optional.of(SearchParts.this.network(scenario, constants));
      }
      return network.get();
    }
  }
}
