package dev.lockstep.numerics.threads.calibration;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.TensorThreads;
import dev.lockstep.numerics.threads.ThreadTime;
import dev.lockstep.numerics.threads.calibration.TaskTimes.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Times each kind of task of each stage. A thread carries out a whole schedule by itself, one task
 * after another, so that nothing waits; as many threads as the run to be predicted has do so side
 * by side, each with a network of its own. Processors that share memory and a power budget are
 * slower together than alone, and a pipeline keeps them busy together: times of a thread alone
 * would promise too much.
 */
public final class Calibration {

  private final IntFunction<Training> trainings;
  private final int threads;

  /**
   * A calibration.
   *
   * @param trainings gives each thread its own by its number, from 0; layers that hold running
   *     statistics must not be shared
   * @param threads how many work side by side
   */
  public Calibration(IntFunction<Training> trainings, int threads) {
    this.trainings = trainings;
    this.threads = threads;
  }

  /**
   * Times the compute tasks of a schedule.
   *
   * @param warmUp iterations of it that do not count
   * @param times where they are noted
   * @throws CancellationException if this thread was interrupted
   */
  public void time(Schedule schedule, int warmUp, TaskTimes times) {
    List<NumericRun> runs = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      runs.add(new NumericRun(schedule, trainings.apply(thread)));
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      // Nobody counts once the first has come to its end: from then on the others have no company.
      AtomicInteger ended = new AtomicInteger();
      IntPredicate counts = task -> schedule.iteration(task) >= warmUp && ended.get() == 0;
      List<Future<?>> all = new ArrayList<>();
      for (NumericRun run : runs) {
        all.add(
            workers.submit(
                () -> {
                  carryOut(schedule, run, counts, times);
                  ended.incrementAndGet();
                }));
      }
      await(all);
    } finally {
      workers.shutdownNow();
    }
  }

  private static void carryOut(
      Schedule schedule, NumericRun run, IntPredicate counts, TaskTimes times) {
    TensorThreads.useOne();
    for (int position = 0; position < schedule.taskCount(); position++) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      int task = schedule.inOrder(position);
      long processor = ThreadTime.nanos();
      long start = System.nanoTime();
      run.execute(task);
      long elapsed = System.nanoTime() - start;
      if (schedule.operation(task).isCompute() && counts.test(task)) {
        Kind kind = new Kind(schedule.operation(task), schedule.stage(task));
        times.add(kind, elapsed, ThreadTime.nanos() - processor);
      }
    }
  }

  private static void await(List<Future<?>> all) {
    try {
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while tasks were timed");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a task failed while it was timed", e.getCause());
    }
  }
}
