package dev.lockstep.numerics.threads.calibration;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.TensorThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Times each kind of task of each stage where it will run: a thread a device, as in the run to be
 * predicted, and as many networks as threads. Each network's tasks are carried out one after
 * another; the network passes from thread to thread, to the one whose device has its next task. So
 * nothing waits for a predecessor, but most of the time every thread is at work.
 *
 * <p>Both matter. Processors that share memory and a power budget are slower together than alone.
 * And a stage's input comes from another processor: a thread that carried out all stages by itself
 * would find it in its own cache, and promise times that no pipeline keeps.
 */
public final class Calibration {

  private final IntFunction<Training> trainings;

  /**
   * A calibration.
   *
   * @param trainings gives each network its own by its number, from 0; layers that hold running
   *     statistics must not be shared
   */
  public Calibration(IntFunction<Training> trainings) {
    this.trainings = trainings;
  }

  /**
   * Times the compute tasks of a schedule, until the first network has come to its end.
   *
   * @param warmUp iterations of it that do not count
   * @param times where they are noted
   * @throws CancellationException if this thread was interrupted
   */
  public void time(Schedule schedule, int warmUp, TaskTimes times) {
    int devices = schedule.deviceCount();
    Stations stations = new Stations(devices);
    for (int number = 0; number < devices; number++) {
      NumericRun run = new NumericRun(schedule, trainings.apply(number));
      stations.send(new PassedRun(schedule, run, warmUp), number);
    }
    ExecutorService workers = Executors.newFixedThreadPool(devices);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int device = 0; device < devices; device++) {
        int here = device;
        all.add(
            workers.submit(
                () -> {
                  carryOut(stations, here, times);
                  return null;
                }));
      }
      await(all);
    } finally {
      workers.shutdownNow();
    }
  }

  /** What comes to a thread, until one of them has finished a network, or failed. */
  private static void carryOut(Stations stations, int here, TaskTimes times)
      throws InterruptedException {
    try {
      TensorThreads.useOne();
      Optional<PassedRun> run = stations.next(here);
      while (run.isPresent() && run.get().carryOut(here, times)) {
        stations.send(run.get(), run.get().device());
        run = stations.next(here);
      }
    } finally {
      stations.close();
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
