package dev.lockstep.gui.desk;

import dev.lockstep.scenarios.cli.console.Errors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;

/**
 * Works things out away from the JavaFX thread. Of questions of the same kind only the answer to
 * the last one is handed over: older ones are skipped, or their answers dropped.
 */
public final class Background {

  private final ExecutorService workers =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "lockstep-background");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<Object, Object> latest = new ConcurrentHashMap<>();

  /**
   * Works something out.
   *
   * @param question questions that equal each other are of the same kind
   * @param work runs on a thread of its own
   * @param answer takes the result, on the JavaFX thread
   * @param failure takes what {@code work} threw, on the JavaFX thread
   */
  public <T> void ask(
      Object question, Callable<T> work, Consumer<T> answer, Consumer<Exception> failure) {
    Object ticket = new Object();
    latest.put(question, ticket);
    workers.execute(
        () -> {
          if (latest.get(question) == ticket) {
            Runnable handOver = outcome(work, answer, failure);
            Platform.runLater(() -> ifLatest(question, ticket, handOver));
          }
        });
  }

  /**
   * Works something out that does not fail unless something unexpected happens; that is then thrown
   * on the JavaFX thread, which knows whom to tell.
   *
   * @param question questions that equal each other are of the same kind
   * @param work runs on a thread of its own
   * @param answer takes the result, on the JavaFX thread
   */
  public <T> void ask(Object question, Callable<T> work, Consumer<T> answer) {
    ask(
        question,
        work,
        answer,
        failure -> {
          throw failure instanceof RuntimeException unexpected
              ? unexpected
              : new IllegalStateException(failure);
        });
  }

  /** An error, such as too little memory, is handed over as any other failure. */
  private static <T> Runnable outcome(
      Callable<T> work, Consumer<T> answer, Consumer<Exception> failure) {
    try {
      T result = work.call();
      return () -> answer.accept(result);
    } catch (Error e) {
      Exception said = new UncheckedIOException(new IOException(Errors.message(e), e));
      return () -> failure.accept(said);
    } catch (Exception e) {
      return () -> failure.accept(e);
    }
  }

  private void ifLatest(Object question, Object ticket, Runnable handOver) {
    if (latest.remove(question, ticket)) {
      handOver.run();
    }
  }

  /** Whether a question waits for its answer. */
  public boolean isBusy() {
    return !latest.isEmpty();
  }

  /** Ends its threads. */
  public void close() {
    workers.shutdownNow();
  }
}
