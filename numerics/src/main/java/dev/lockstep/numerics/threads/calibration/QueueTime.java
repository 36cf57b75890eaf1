package dev.lockstep.numerics.threads.calibration;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How long it takes until a thread that waits at a queue has what another one put there. */
public final class QueueTime {

  private static final int TIMES = 101;
  private static final long BUSY_NANOS = 1_000_000; // a task: so long the other one sleeps

  private QueueTime() {}

  /**
   * The median of {@value #TIMES}, in nanoseconds; the sender computes for a millisecond before
   * each.
   *
   * @throws CancellationException if this thread was interrupted
   */
  public static long medianNanos() {
    BlockingQueue<Long> queue = new ArrayBlockingQueue<>(TIMES);
    ExecutorService receiver = Executors.newSingleThreadExecutor();
    try {
      Future<long[]> delays = receiver.submit(() -> receive(queue));
      for (int i = 0; i < TIMES; i++) {
        work();
        queue.add(System.nanoTime());
      }
      long[] sorted = delays.get();
      Arrays.sort(sorted);
      return sorted[TIMES / 2];
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while a queue was timed");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the receiver failed", e);
    } finally {
      receiver.shutdownNow();
    }
  }

  private static long[] receive(BlockingQueue<Long> queue) throws InterruptedException {
    long[] delays = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long sent = queue.take();
      delays[i] = System.nanoTime() - sent;
    }
    return delays;
  }

  private static void work() {
    long until = System.nanoTime() + BUSY_NANOS;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
