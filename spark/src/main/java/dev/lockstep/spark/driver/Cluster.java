package dev.lockstep.spark.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A connection to a cluster, or Spark's threads in this program. */
final class Cluster implements AutoCloseable {

  private static final long MOST_SECONDS_ALONE = 60;

  private final String master;
  private final JavaSparkContext context;
  private final ClassLoader before;

  /**
   * Connects.
   *
   * @throws UncheckedIOException if nobody answers
   */
  Cluster(String master, String name) {
    this.master = master;
    this.before = Thread.currentThread().getContextClassLoader();
    // Spark looks for its parts through the loader of the thread.
    Thread.currentThread().setContextClassLoader(Cluster.class.getClassLoader());
    quiet();
    try {
      this.context = new JavaSparkContext(configuration(master, name));
    } catch (RuntimeException e) {
      Thread.currentThread().setContextClassLoader(before);
      throw failure("does not answer", String.valueOf(e.getMessage()), e);
    }
  }

  /** Warnings alone, in a line each, unless the user's own settings say otherwise. */
  private static void quiet() {
    String property = "log4j2.configurationFile";
    if (System.getProperty(property) == null) {
      System.setProperty(property, String.valueOf(Cluster.class.getResource("log4j2.properties")));
    }
  }

  /** What a user says by {@code -Dspark....} goes before this. */
  private static SparkConf configuration(String master, String name) {
    return new SparkConf()
        .setMaster(master)
        .setAppName(name)
        .setJars(new String[] {ownJar()})
        .setIfMissing("spark.ui.enabled", "false")
        .setIfMissing("spark.ui.showConsoleProgress", "false");
  }

  private static String ownJar() {
    try {
      return Path.of(Cluster.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  JavaSparkContext context() {
    return context;
  }

  /**
   * Has Spark do something, on a thread apart: Spark may wait for ever in a call that a lost master
   * interrupts.
   *
   * @throws UncheckedIOException as {@link #await}
   */
  <T> T call(Callable<T> what) {
    FutureTask<T> task = new FutureTask<>(what);
    Thread thread = new Thread(task, "to Spark");
    thread.setDaemon(true);
    thread.setContextClassLoader(Cluster.class.getClassLoader());
    thread.start();
    return await(task);
  }

  /**
   * Waits for what workers do.
   *
   * @throws UncheckedIOException if it failed on several of them, if the master has sent this
   *     program away, or if there has been no worker for a minute
   * @throws CancellationException if this thread was interrupted
   */
  <T> T await(Future<T> result) {
    long alone = 0;
    while (alone < MOST_SECONDS_ALONE) {
      try {
        return result.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        requireConnected(e);
        alone = hasWorkers() ? 0 : alone + 1;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while a study was run");
      } catch (ExecutionException e) {
        requireConnected(e);
        throw failure("gave up", String.valueOf(e.getCause().getMessage()), e);
      }
    }
    throw failure(
        "has had no worker for us for %d s".formatted(MOST_SECONDS_ALONE),
        "Are its workers up, and have they processors and memory left?",
        new IllegalStateException("no worker"));
  }

  /** A master that has sent this program away tells Spark, but not who waits. */
  private void requireConnected(Exception cause) {
    if (context.sc().isStopped()) {
      throw failure("does not answer, or has sent us away", "The lines above may tell why.", cause);
    }
  }

  private boolean hasWorkers() {
    // This program counts as one.
    return context.isLocal() || context.sc().statusTracker().getExecutorInfos().length > 1;
  }

  private UncheckedIOException failure(String what, String why, Exception cause) {
    String line = why.strip().lines().findFirst().orElse("");
    return new UncheckedIOException(
        new IOException(
            "%s %s: %s Rows that came back are kept; go on with --resume."
                .formatted(master, what, line.matches(".*[.?]") ? line : line + "."),
            cause));
  }

  @Override
  public void close() {
    try {
      context.close();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
