package dev.lockstep.scenarios.study.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Sharing;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.prepare.FreshParts;
import dev.lockstep.scenarios.prepare.Parts;
import dev.lockstep.scenarios.scenario.Scenario;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Schedules that many scenarios have in common: those of equal strategies and workloads. The ones
 * asked for last are kept, while there is memory for them. May be shared by threads.
 */
final class SharedSchedules implements Parts {

  private static final int MOST = 64;

  private final Parts source = new FreshParts();

  private final Map<Key, SoftReference<Schedule>> kept =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SoftReference<Schedule>> eldest) {
          return size() > MOST;
        }
      };

  private record Key(
      Strategy strategy, Workload workload, Optional<Sharing> lowered, Set<Integer> reducing) {}

  @Override
  public Schedule planned(Strategy strategy, Workload workload) {
    Key key = new Key(strategy, workload, Optional.empty(), Set.of());
    return kept(key, () -> source.planned(strategy, workload));
  }

  @Override
  public Schedule lowered(
      Strategy strategy, Workload workload, Set<Integer> reducing, Sharing sharing) {
    Key key = new Key(strategy, workload, Optional.of(sharing), Set.copyOf(reducing));
    return kept(key, () -> source.lowered(strategy, workload, reducing, sharing));
  }

  @Override
  public NetworkStages network(Scenario scenario, FittedConstants constants) {
    return source.network(scenario, constants);
  }

  /** Two threads may both make a schedule that neither has yet; they are equal. */
  private Schedule kept(Key key, Supplier<Schedule> made) {
    synchronized (kept) {
      SoftReference<Schedule> reference = kept.get(key);
      Schedule schedule = reference == null ? null : reference.get();
      if (schedule != null) {
        return schedule;
      }
    }
    Schedule schedule = made.get();
    synchronized (kept) {
      kept.put(key, new SoftReference<>(schedule));
    }
    return schedule;
  }
}
