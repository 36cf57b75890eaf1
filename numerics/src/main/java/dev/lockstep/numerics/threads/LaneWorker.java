package dev.lockstep.numerics.threads;

import dev.lockstep.numerics.tensor.TensorThreads;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;

/** The work of one compute lane, on its own thread. */
final class LaneWorker implements Runnable {

  private final Handover handover;
  private final int lane;
  private final BlockingQueue<Integer> queue;

  /** Ready, in the order of the lane's list. */
  private final PriorityQueue<Integer> choice = new PriorityQueue<>();

  LaneWorker(Handover handover, int lane) {
    this.handover = handover;
    this.lane = lane;
    this.queue = handover.queue(lane);
  }

  @Override
  public void run() {
    try {
      TensorThreads.useOne();
      carryOutAll();
    } catch (RuntimeException | Error e) {
      handover.fail(lane, "between tasks", e);
    } catch (InterruptedException e) {
      handover.fail(lane, "between tasks", e);
      Thread.currentThread().interrupt();
    }
  }

  private void carryOutAll() throws InterruptedException {
    for (int left = handover.taskCount(lane); left > 0; left--) {
      int task = next();
      if (task == Handover.STOP) {
        return;
      }
      handover.carryOut(task);
    }
  }

  private int next() throws InterruptedException {
    queue.drainTo(choice);
    if (choice.isEmpty()) {
      long since = handover.nanos();
      int task = queue.take();
      if (task != Handover.STOP) {
        handover.awake(task, since);
      }
      choice.add(task);
      queue.drainTo(choice);
    }
    return handover.isStopped() ? Handover.STOP : choice.remove();
  }
}
