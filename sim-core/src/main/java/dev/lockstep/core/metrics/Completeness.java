package dev.lockstep.core.metrics;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
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
      int row = schedule.stage(task) * microBatches;
      if (schedule.operation(task) == Operation.FORWARD) {
        forward.set(row + schedule.microBatch(task));
      } else if (schedule.operation(task) == Operation.UPDATE) {
        for (int i = 0; i < schedule.readCount(task); i++) {
          applied.set(row + schedule.value(schedule.read(task, i)).microBatch());
        }
      }
    }
    requireAll(forward, schedule.stageCount(), microBatches, "forward");
    requireAll(applied, schedule.stageCount(), microBatches, "update");
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
