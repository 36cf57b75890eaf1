package dev.lockstep.numerics.run.weights;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who still reads which version of a stage's weights, and which updates make the same one. */
public final class Readers {

  private final Schedule schedule;
  private final Map<Long, Integer> left = new ConcurrentHashMap<>();
  private final Map<Long, List<Integer>> updates = new HashMap<>();

  /** All that the schedule lists. */
  public Readers(Schedule schedule) {
    this.schedule = schedule;
    for (int task = 0; task < schedule.taskCount(); task++) {
      long key = key(schedule.stage(task), schedule.weightVersion(task));
      if (schedule.operation(task) == Operation.UPDATE) {
        updates.computeIfAbsent(key, k -> new ArrayList<>(1)).add(task);
      } else if (schedule.operation(task).readsWeights()) {
        left.merge(key, 1, Integer::sum);
      }
    }
  }

  /** A task has read its weights; gives how many others are still to read the same version. */
  public int done(int task) {
    long key = key(schedule.stage(task), schedule.weightVersion(task));
    return left.merge(key, -1, Integer::sum);
  }

  /** How many tasks are still to read a version. */
  public int left(int stage, int version) {
    return left.getOrDefault(key(stage, version), 0);
  }

  /** An update, and those of the stage's other copies that make the same version. */
  public List<Integer> updatesLike(int update) {
    return updates.get(key(schedule.stage(update), schedule.weightVersion(update)));
  }

  /** How many are still to read, by stage and version. */
  public Map<Long, Integer> stored() {
    return new HashMap<>(left);
  }

  /** Goes on where others stood. */
  public void restore(Map<Long, Integer> stored) {
    left.clear();
    left.putAll(stored);
  }

  private static long key(int stage, int version) {
    return (long) stage << 32 | version & 0xFFFF_FFFFL;
  }
}
