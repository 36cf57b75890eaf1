package dev.lockstep.core.testing;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Task;
import java.util.Objects;
import java.util.Random;

/**
 * Random durations that follow from what a task is, not from its id: the same for the same work
 * written down in another way. Depending on the seed they are few and small, so that much ends at
 * the same instant, or large; many are 0.
 */
public final class RandomDurations {

  private static final long[] BOUNDS = {1, 2, 4, 1_000, 1_000_000_000_000L};

  private RandomDurations() {}

  /** Durations by task id. */
  public static long[] of(Schedule schedule, long seed) {
    Random random = new Random(seed);
    long computeBound = BOUNDS[random.nextInt(BOUNDS.length)];
    long transferBound = BOUNDS[random.nextInt(BOUNDS.length)];
    double zeroShare = random.nextInt(3) / 4.0;
    long[] durations = new long[schedule.taskCount()];
    for (int task = 0; task < durations.length; task++) {
      boolean transfer = schedule.operation(task) == Operation.TRANSFER;
      Random own = new Random(seed ^ identity(schedule, task));
      boolean zero = own.nextDouble() < zeroShare;
      durations[task] = zero ? 0 : own.nextLong(transfer ? transferBound : computeBound);
    }
    return durations;
  }

  /** The same durations, and no transfer takes any time. */
  public static long[] withoutTransfers(Schedule schedule, long[] durationNanos) {
    long[] durations = durationNanos.clone();
    for (int task = 0; task < durations.length; task++) {
      if (schedule.operation(task) == Operation.TRANSFER) {
        durations[task] = 0;
      }
    }
    return durations;
  }

  /** A transfer is told by its value and its receiver. */
  private static long identity(Schedule schedule, int id) {
    Task task = schedule.task(id);
    long what = Objects.hash(task.operation().code(), task.stage(), task.microBatch());
    if (task.operation() == Operation.TRANSFER) {
      int receiver = schedule.lanes().get(schedule.laneOf(id)).peer();
      String value = schedule.value(schedule.read(id, 0)).toString();
      what = Objects.hash(what, value, receiver);
    }
    return what * 0x9E3779B97F4A7C15L;
  }
}
