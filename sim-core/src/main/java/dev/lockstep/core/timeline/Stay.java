package dev.lockstep.core.timeline;

import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Time that a stage's weights spend on a device whose host keeps them: from a load of a stage's
 * weights until the last task that concerns the stage, its move back to the host included, before
 * the next load of the same stage.
 *
 * @param weightsFromNanos start of the load of the weights
 * @param statesFromNanos start of the load of the optimizer states; the end if there is none
 * @param toNanos end
 */
public record Stay(long weightsFromNanos, long statesFromNanos, long toNanos) {

  /** The stays of each stage that comes to a device from its host, by stage. */
  public static Map<Integer, List<Stay>> byStage(Timeline timeline, int device) {
    Schedule schedule = timeline.schedule();
    Map<Integer, List<Stay>> stays = new HashMap<>();
    for (int index = 0; index < schedule.lanes().size(); index++) {
      Lane lane = schedule.lanes().get(index);
      for (int task = schedule.laneStart(index);
          lane.kind() == Lane.Kind.HOST && task < schedule.laneEnd(index);
          task++) {
        if (lane.device() == device && schedule.operation(task) == Operation.FETCH) {
          long from = timeline.startNanos(task);
          stays
              .computeIfAbsent(schedule.stage(task), stage -> new ArrayList<>())
              .add(new Stay(from, Long.MAX_VALUE, from));
        }
      }
    }
    for (int index = 0; !stays.isEmpty() && index < schedule.lanes().size(); index++) {
      Lane lane = schedule.lanes().get(index);
      for (int task = schedule.laneStart(index); task < schedule.laneEnd(index); task++) {
        boolean moves = lane.isCompute() || lane.kind() == Lane.Kind.HOST;
        if (moves && lane.device() == device && stays.containsKey(schedule.stage(task))) {
          extend(stays.get(schedule.stage(task)), timeline, task);
        }
      }
    }
    stays.values().forEach(list -> list.replaceAll(Stay::closed));
    return stays;
  }

  /** Lets the stay that a task belongs to, the last one begun before it, last until its end. */
  private static void extend(List<Stay> stays, Timeline timeline, int task) {
    int last = stays.size() - 1;
    while (last > 0 && stays.get(last).weightsFromNanos > timeline.startNanos(task)) {
      last--;
    }
    Stay stay = stays.get(last);
    boolean states = timeline.schedule().operation(task) == Operation.FETCH_STATES;
    stays.set(
        last,
        new Stay(
            stay.weightsFromNanos,
            states ? timeline.startNanos(task) : stay.statesFromNanos,
            Math.max(stay.toNanos, timeline.endNanos(task))));
  }

  private Stay closed() {
    return new Stay(weightsFromNanos, Math.min(statesFromNanos, toNanos), toNanos);
  }
}
