package dev.lockstep.benchmarks.training;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A step of a stage of a residual network: forward, backward and update of two basic blocks, 32
 * samples. The lines {@code :insidePercent} of the result say how much of that time passes inside
 * ND4J's operations.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 1, time = 40) // shares of several would be added up
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
public class StepBenchmark {

  private static final int STEPS = 1_000;
  private static final int SAMPLES = 32;

  /** Channels, and height and width of images. */
  @Param({"64x32", "128x16"})
  public String stage;

  private TrainingSteps steps;
  private OperationClock clock;

  /** Shares of a step's time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Shares {
    private long insideNanos;
    private long allNanos;

    /** Starts anew. */
    @Setup(Level.Iteration)
    public void reset() {
      insideNanos = 0;
      allNanos = 0;
    }

    /** Percent of a step's time inside ND4J's operations. */
    public double insidePercent() {
      return allNanos == 0 ? 0 : 100.0 * insideNanos / allNanos;
    }
  }

  /** Makes the first run. */
  @Setup
  public void make() {
    renew();
    clock = OperationClock.start();
  }

  private void renew() {
    String[] sizes = stage.split("x");
    steps =
        TrainingSteps.residualStage(
            STEPS, Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), SAMPLES);
  }

  /** One step. */
  @Benchmark
  public void step(Shares shares) {
    if (steps.isOver()) {
      renew();
    }
    long inside = clock.insideNanos();
    long before = System.nanoTime();
    steps.step();
    shares.allNanos += System.nanoTime() - before;
    shares.insideNanos += clock.insideNanos() - inside;
  }
}
