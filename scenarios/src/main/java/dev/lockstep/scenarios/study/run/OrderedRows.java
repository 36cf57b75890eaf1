package dev.lockstep.scenarios.study.run;

import dev.lockstep.scenarios.study.Combination;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs combinations on several threads and hands their rows over in the order of the combinations.
 * A few rows a thread are under way at a time, so that memory does not grow with the study.
 */
public final class OrderedRows implements Engine {

  private static final int AHEAD = 32;

  private final RowRunner runner;
  private final int threads;

  /** With so many threads. */
  public OrderedRows(RowRunner runner, int threads) {
    this.runner = runner;
    this.threads = threads;
  }

  @Override
  public void run(Iterator<Combination> combinations, Consumer<StudyRow> taker) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    Queue<Future<StudyRow>> underWay = new ArrayDeque<>();
    try {
      while (combinations.hasNext() || !underWay.isEmpty()) {
        while (combinations.hasNext() && underWay.size() < AHEAD * threads) {
          Combination next = combinations.next();
          underWay.add(workers.submit(() -> runner.row(next)));
        }
        taker.accept(await(underWay.remove()));
      }
    } finally {
      workers.shutdownNow();
    }
  }

  @Override
  public String description() {
    return "local, %d thread%s".formatted(threads, threads == 1 ? "" : "s");
  }

  private static StudyRow await(Future<StudyRow> row) {
    try {
      return row.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while a study was run");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      if (e.getCause() instanceof Error problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
