package dev.lockstep.numerics.threads;

import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A schedule carried out for real: a thread for each compute lane, each task after its
 * predecessors. A lane that keeps its order carries its tasks out as listed; one that chooses takes
 * the first of its list whose predecessors are done, as in a simulation.
 *
 * <p>What is done hands the tasks that waited for it to their lanes, over a bounded queue that each
 * lane has. The tasks of other lanes than compute lanes, such as transfers, compute nothing here:
 * tensors are handed over by reference, when their last predecessor ends, by the thread of that
 * predecessor. A transfer lasts until its value is in the receiver's queue or, if the receiver was
 * waiting for it, until the receiver is awake again.
 */
public final class ThreadedRun {

  private ThreadedRun() {}

  /**
   * Looks whether a schedule can be carried out on threads.
   *
   * @throws UnsupportedOperationException if a device runs several tasks side by side, or if
   *     several devices hold weights of one stage
   */
  public static void check(Schedule schedule) {
    int[] holder = new int[schedule.stageCount()];
    Arrays.fill(holder, -1);
    for (int device = 0; device < schedule.deviceCount(); device++) {
      Lane lane = schedule.lanes().get(device);
      if (lane.slots() > 1) {
        throw new UnsupportedOperationException(
            "lane %s runs %d tasks side by side; a thread runs one. Maybe take one slot a device?"
                .formatted(lane.name(), lane.slots()));
      }
      for (int task = schedule.laneStart(device); task < schedule.laneEnd(device); task++) {
        if (schedule.operation(task) != Operation.JOIN) {
          int before = holder[schedule.stage(task)];
          if (before >= 0 && before != device) {
            throw new UnsupportedOperationException(
                "devices %d and %d both hold stage %d; on threads each stage has one device. Maybe another strategy?"
                    .formatted(before, device, schedule.stage(task)));
          }
          holder[schedule.stage(task)] = device;
        }
      }
    }
  }

  /**
   * Carries a schedule out and waits for its end.
   *
   * @param work carries out one task, such as {@code NumericRun::execute}; called once for each
   *     task, by the threads of the lanes
   * @throws LaneException if a task failed; the other lanes have stopped then
   * @throws CancellationException if this thread was interrupted; all lanes have stopped then, and
   *     the thread is still marked as interrupted
   * @throws UnsupportedOperationException as in {@link #check}
   */
  public static MeasuredRun of(Schedule schedule, IntConsumer work) {
    check(schedule);
    Handover handover = new Handover(schedule, work);
    List<Thread> lanes =
        IntStream.range(0, schedule.deviceCount())
            .mapToObj(lane -> thread(schedule.lanes().get(lane), new LaneWorker(handover, lane)))
            .toList();
    handover.begin();
    lanes.forEach(Thread::start);
    boolean interrupted = join(lanes, handover);
    handover
        .failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while lanes were at work");
    }
    return handover.measured();
  }

  private static Thread thread(Lane lane, Runnable work) {
    Thread thread = new Thread(work, lane.name());
    thread.setDaemon(true);
    return thread;
  }

  /** Waits for all; stops them if this thread is interrupted. */
  private static boolean join(List<Thread> lanes, Handover handover) {
    boolean interrupted = false;
    for (Thread lane : lanes) {
      while (lane.isAlive()) {
        try {
          lane.join();
        } catch (InterruptedException e) {
          interrupted = true;
          handover.stop();
        }
      }
    }
    return interrupted;
  }
}
