package dev.lockstep.scenarios.prepare;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Schedules of one scenario, whose strategy is always the same, each planned once and kept while
 * there is memory for it.
 */
public final class KeptSchedules implements Schedules {

  private final Schedules source = new PlannedSchedules();
  private final Map<Key, SoftReference<Schedule>> kept = new ConcurrentHashMap<>();

  @Override
  public Schedule planned(Strategy strategy, Workload workload) {
    Key key = new Key(workload, false, Set.of());
    return kept(key, () -> source.planned(strategy, workload));
  }

  @Override
  public Schedule lowered(Strategy strategy, Workload workload, Set<Integer> reducing) {
    Key key = new Key(workload, true, reducing);
    return kept(key, () -> source.lowered(strategy, workload, reducing));
  }

  private Schedule kept(Key key, Supplier<Schedule> planned) {
    SoftReference<Schedule> reference = kept.get(key);
    Schedule schedule = reference == null ? null : reference.get();
    if (schedule == null) {
      schedule = planned.get();
      kept.put(key, new SoftReference<>(schedule));
    }
    return schedule;
  }

  private record Key(Workload workload, boolean lowered, Set<Integer> reducing) {}
}
