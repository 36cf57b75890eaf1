package dev.lockstep.core.metrics;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which weights are used when, read off a schedule.
 *
 * @param staleness by stage, at most: updates between the weights that a micro-batch's forward read
 *     and the update that applies its gradient
 * @param weightVersions by stage, at most: versions alive at once, that is the newest one and older
 *     ones still to be read
 */
public record WeightUse(List<Integer> staleness, List<Integer> weightVersions) {

  /** Reads them off. Stages without an update have staleness 0 and one version. */
  public static WeightUse of(Schedule schedule) {
    int[] staleness = new int[schedule.stageCount()];
    int[] versions = new int[schedule.stageCount()];
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      StageUse[] uses = new StageUse[schedule.stageCount()];
      int first = schedule.laneStart(lane);
      for (int task = first; task < schedule.laneEnd(lane); task++) {
        int stage = schedule.stage(task);
        if (uses[stage] == null) {
          uses[stage] = new StageUse();
        }
        uses[stage].add(schedule, task, task - first);
      }
      for (int stage = 0; stage < uses.length; stage++) {
        if (uses[stage] != null) {
          staleness[stage] = Math.max(staleness[stage], uses[stage].staleness);
          versions[stage] = Math.max(versions[stage], uses[stage].versionsAlive());
        }
      }
    }
    return new WeightUse(boxed(staleness), boxed(versions));
  }

  private static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** What one lane does with the weights of one stage. */
  private static final class StageUse {
    private final List<Integer> written = new ArrayList<>(List.of(0));
    private final List<Integer> lastRead = new ArrayList<>(List.of(0));
    private final Map<Integer, Integer> forwardVersion = new HashMap<>();
    private int staleness;

    void add(Schedule schedule, int task, int position) {
      int version = schedule.weightVersion(task);
      if (schedule.operation(task) == Operation.UPDATE) {
        written.add(position);
        lastRead.add(position);
        for (int i = 0; i < schedule.readCount(task); i++) {
          int value = schedule.read(task, i);
          if (schedule.valueKind(value) != ValueKind.WEIGHT_GRADIENT) {
            continue;
          }
          int microBatch = schedule.value(value).microBatch();
          // Micro-batches of another copy of the stage count on the lane of that copy.
          Integer read = forwardVersion.remove(microBatch);
          staleness = read == null ? staleness : Math.max(staleness, version - 1 - read);
        }
      } else if (version >= 0) {
        lastRead.set(version, Math.max(lastRead.get(version), position));
        if (schedule.operation(task) == Operation.FORWARD) {
          forwardVersion.put(schedule.microBatch(task), version);
        }
      }
    }

    /**
     * Version v is alive from its update until its last read, and in any case until the next
     * update.
     */
    int versionsAlive() {
      int most = 1;
      int oldest = 0;
      for (int version = 0; version < written.size(); version++) {
        int alive = 0;
        for (int older = oldest; older < version; older++) {
          if (lastRead.get(older) > written.get(version)) {
            alive++;
          } else if (older == oldest) {
            oldest++;
          }
        }
        most = Math.max(most, alive + 1);
      }
      return most;
    }
  }
}
