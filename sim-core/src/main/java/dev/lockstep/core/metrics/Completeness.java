package dev.lockstep.core.metrics;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.ValueKind;
import java.util.BitSet;

/**
 * Whether a schedule trains: every stage runs forward and applies a weight gradient for every
 * micro-batch.
 */
public final class Completeness {

  private Completeness() {}

  /**
   * Passes a complete schedule.
   *
   * @param microBatches micro-batches of the whole schedule
   * @throws ScheduleException naming the first stage and micro-batch that miss something
   */
  public static void require(Schedule schedule, int microBatches) {
    BitSet forward = new BitSet();
    BitSet applied = new BitSet();
    for (int task = 0; task < schedule.laneEnd(schedule.deviceCount() - 1); task++) {
      boolean named = schedule.operation(task) != Operation.JOIN;
      if (named && schedule.microBatch(task) >= microBatches) {
        throw new ScheduleException(
            "%s is beyond the %d micro-batches of the schedule"
                .formatted(schedule.task(task), microBatches));
      }
      int row = schedule.stage(task) * microBatches;
      if (schedule.operation(task) == Operation.FORWARD) {
        forward.set(row + schedule.microBatch(task));
      } else if (schedule.operation(task) == Operation.UPDATE) {
        markApplied(schedule, task, row, applied);
      }
    }
    requireAll(forward, schedule.stageCount(), microBatches, "forward");
    requireAll(applied, schedule.stageCount(), microBatches, "update");
  }

  private static void markApplied(Schedule schedule, int update, int row, BitSet applied) {
    for (int i = 0; i < schedule.readCount(update); i++) {
      int value = schedule.read(update, i);
      if (schedule.valueKind(value) == ValueKind.WEIGHT_GRADIENT) {
        applied.set(row + schedule.value(value).microBatch());
      }
    }
  }

  private static void requireAll(BitSet found, int stages, int microBatches, String what) {
    int missing = found.nextClearBit(0);
    if (missing < stages * microBatches) {
      throw new ScheduleException(
          "incomplete: no %s covers stage %d, micro-batch %d"
              .formatted(what, missing / microBatches, missing % microBatches));
    }
  }
}
