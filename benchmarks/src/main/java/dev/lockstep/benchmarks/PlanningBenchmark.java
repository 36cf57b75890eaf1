package dev.lockstep.benchmarks;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.zerobubble.ZeroBubbleAuto;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time until a schedule can run: 64 stages, 512 micro-batches. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PlanningBenchmark {

  private static final int STAGES = 64;
  private static final int MICRO_BATCHES = 512;

  /** The inputs of the later steps; the first step starts without, as in a fresh program. */
  @State(Scope.Benchmark)
  public static class Inputs {
    private Schedule planned;
    private Schedule lowered;

    /** Plans. */
    @Setup
    public void plan() {
      planned = OneForwardOneBackwardCase.LARGE.planned();
      lowered = OneForwardOneBackwardCase.LARGE.lowered();
    }
  }

  /** The strategy writes its lanes down; dependencies and their order are derived and checked. */
  @Benchmark
  public Schedule planAndCheck() {
    return OneForwardOneBackwardCase.LARGE.planned();
  }

  /** Transfers are added, and all is derived and checked again. */
  @Benchmark
  public Schedule lowerAndCheck(Inputs inputs) {
    return TransferLowering.lower(inputs.planned);
  }

  /** Both, as a run does it. */
  @Benchmark
  public Schedule planLowerAndCheck() {
    return OneForwardOneBackwardCase.LARGE.lowered();
  }

  /** The zero-bubble planner, within the activations of twice as many micro-batches as stages. */
  @Benchmark
  public Schedule planZeroBubble() {
    return ZeroBubbleAuto.perDevice(2).plan(Workload.of(STAGES, MICRO_BATCHES));
  }

  /** The duration of each task from a cost model, the last step before an engine. */
  @Benchmark
  public long[] priceTasks(Inputs inputs) {
    return OneForwardOneBackwardCase.durationNanos(inputs.lowered);
  }
}
