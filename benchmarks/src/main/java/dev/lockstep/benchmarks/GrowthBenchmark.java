package dev.lockstep.benchmarks;

import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.timeline.Timeline;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time per task as the pipeline grows, with eight micro-batches a stage. The lines {@code :tasks}
 * of the result are nanoseconds a task.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GrowthBenchmark {

  private static final int MICRO_BATCHES_PER_STAGE = 8;

  /** Stages of the pipeline. */
  @Param({"8", "16", "32", "64", "128"})
  public int stages;

  private OneForwardOneBackwardCase size;
  private Schedule schedule;
  private long[] durationNanos;

  /** Counts tasks beside calls, so that times are given by task too. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counter {
    /** Tasks handled so far. */
    public long tasks;
  }

  /** Plans and prices the schedule for the engines. */
  @Setup
  public void plan() {
    size = new OneForwardOneBackwardCase(stages, MICRO_BATCHES_PER_STAGE * stages);
    schedule = size.lowered();
    durationNanos = OneForwardOneBackwardCase.durationNanos(schedule);
  }

  /** Planning, checking and lowering. */
  @Benchmark
  public Schedule plan(Counter counter) {
    counter.tasks += schedule.taskCount();
    return size.lowered();
  }

  /** Longest paths over arrays. */
  @Benchmark
  public Timeline replay(Counter counter) {
    counter.tasks += schedule.taskCount();
    return Replay.run(schedule, durationNanos);
  }

  /** Events on DSOL. */
  @Benchmark
  public Timeline simulation(Counter counter) {
    counter.tasks += schedule.taskCount();
    return Simulation.run(schedule, durationNanos);
  }
}
