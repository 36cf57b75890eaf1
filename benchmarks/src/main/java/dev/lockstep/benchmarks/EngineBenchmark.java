package dev.lockstep.benchmarks;

import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.timeline.Timeline;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Tasks a second of both engines: 64 stages, 512 micro-batches, durations given. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(OneForwardOneBackwardCase.LARGE_TASKS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EngineBenchmark {

  private Schedule schedule;
  private long[] durationNanos;

  /** Plans and prices the schedule, which is not measured here. */
  @Setup
  public void plan() {
    schedule = OneForwardOneBackwardCase.LARGE.lowered();
    durationNanos = OneForwardOneBackwardCase.durationNanos(schedule);
  }

  /** Longest paths over arrays. */
  @Benchmark
  public Timeline replay() {
    return Replay.run(schedule, durationNanos);
  }

  /** Events on DSOL. */
  @Benchmark
  public Timeline simulation() {
    return Simulation.run(schedule, durationNanos);
  }
}
