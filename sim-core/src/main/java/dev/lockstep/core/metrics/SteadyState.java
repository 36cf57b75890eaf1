package dev.lockstep.core.metrics;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Figures of the steady state of a longer run: its last measured iterations.
 *
 * <p>Where iterations overlap, the times between completions may repeat in a cycle of several
 * iterations instead of being equal; the figures are then means over whole cycles. Work counts by
 * the iteration it belongs to, not by when it was done: a stage that runs ahead of a slower one
 * would otherwise seem busier than it can be for long.
 */
public final class SteadyState {

  private final Timeline timeline;
  private final int first;
  private final int last;
  private final int cycle;
  private final long[] completionNanos;

  /**
   * Looks at iterations {@code first} to {@code last}, both included, and as many before them as
   * whole cycles need.
   *
   * @throws IllegalArgumentException if there is no iteration before the first one, or none of that
   *     number
   */
  public SteadyState(Timeline timeline, int first, int last) {
    this.timeline = timeline;
    this.last = last;
    this.completionNanos = completions(timeline);
    if (first < 1 || last < first || last >= completionNanos.length) {
      throw new IllegalArgumentException(
          "steady state of iterations %d to %d of %d"
              .formatted(first, last, completionNanos.length));
    }
    this.cycle = cycle(first);
    int measured = last - first + 1;
    int cycles = cycle == 0 ? 1 : (measured + cycle - 1) / cycle;
    this.first = cycle == 0 ? first : Math.max(1, last - cycles * cycle + 1);
  }

  /** Time between the completions of the last two iterations; of a cycle, the mean. */
  public double iterationNanos() {
    return cycle == 1 ? nanos(last) : (double) windowNanos() / iterations();
  }

  /**
   * Iterations until the times between completions repeat: 1 if all are equal, 0 if they do not
   * repeat in this run.
   */
  public int cycle() {
    return cycle;
  }

  /** Time between the completion of an iteration and that of the one before it. */
  public long nanos(int iteration) {
    return completionNanos[iteration] - completionNanos[iteration - 1];
  }

  /** Time from the completion before the first iteration looked at to that of the last. */
  public long windowNanos() {
    return windowEndNanos() - windowStartNanos();
  }

  /** When the iteration before the first one looked at was complete. */
  long windowStartNanos() {
    return completionNanos[first - 1];
  }

  /** When the last iteration looked at was complete. */
  long windowEndNanos() {
    return completionNanos[last];
  }

  /** Iterations looked at. */
  public int iterations() {
    return last - first + 1;
  }

  /**
   * Time that each device's compute lane is occupied for the measured iterations, communication
   * inside its stages included; of several slots, their mean.
   */
  public long[] busyNanos() {
    Schedule schedule = timeline.schedule();
    long[] busy = new long[schedule.deviceCount()];
    for (int lane = 0; lane < busy.length; lane++) {
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        if (isMeasured(task)) {
          busy[lane] += timeline.endNanos(task) - timeline.startNanos(task);
        }
      }
      busy[lane] /= schedule.lanes().get(lane).slots();
    }
    return busy;
  }

  /** Busy share over all devices. */
  public double utilisation() {
    long[] busy = busyNanos();
    return share((double) Arrays.stream(busy).sum(), busy.length);
  }

  /**
   * Share of the time, of every slot of the devices, in which they compute what end-to-end training
   * computes too: a forward and a backward for each stage and micro-batch; not auxiliary heads, not
   * further input gradients, not recomputation, not communication inside a stage.
   */
  public double usefulUtilisation(CostModel costs) {
    return usefulUtilisation(costs, false);
  }

  /**
   * The same with the passes of the stages' heads.
   *
   * @param withHeads whether the heads are shares of the model's own, and useful as it is
   */
  public double usefulUtilisation(CostModel costs, boolean withHeads) {
    Schedule schedule = timeline.schedule();
    double perMicroBatch = 0;
    BitSet estimated = estimatedStages();
    for (int stage = 0; stage < schedule.stageCount(); stage++) {
      perMicroBatch += workNanos(costs, Operation.FORWARD, stage);
      perMicroBatch += !estimated.get(stage) ? workNanos(costs, Operation.BACKWARD, stage) : 0;
      perMicroBatch += withHeads ? workNanos(costs, Operation.AUXILIARY, stage) : 0;
    }
    double useful = perMicroBatch * schedule.microBatchesPerIteration() * iterations();
    int slots = schedule.lanes().stream().limit(schedule.deviceCount()).mapToInt(Lane::slots).sum();
    return share(useful, slots);
  }

  /** Stages that estimate their gradients instead of going backward. */
  private BitSet estimatedStages() {
    Schedule schedule = timeline.schedule();
    BitSet stages = new BitSet();
    for (int task = 0; task < schedule.laneEnd(schedule.deviceCount() - 1); task++) {
      if (schedule.operation(task) == Operation.PROJECT) {
        stages.set(schedule.stage(task));
      }
    }
    return stages;
  }

  private static long workNanos(CostModel costs, Operation operation, int stage) {
    return costs.computeNanos(operation, stage) - costs.communicationNanos(operation, stage);
  }

  /** Of the time of so many devices or slots; nothing of no time. */
  private double share(double nanos, int count) {
    double all = count * (double) windowNanos();
    return all == 0 ? 0 : nanos / all;
  }

  /** Whether a task belongs to a measured iteration. */
  boolean isMeasured(int task) {
    int iteration = timeline.schedule().iteration(task);
    return iteration >= first && iteration <= last;
  }

  /**
   * The shortest cycle that the measured iterations follow, looking back at least one more cycle.
   */
  private int cycle(int firstMeasured) {
    for (int length = 1; 2 * length <= last; length++) {
      int from = Math.min(firstMeasured, last - length + 1);
      boolean repeats = from > length;
      for (int iteration = from; repeats && iteration <= last; iteration++) {
        repeats = nanos(iteration) == nanos(iteration - length);
      }
      if (repeats) {
        return length;
      }
    }
    return 0;
  }

  private static long[] completions(Timeline timeline) {
    Schedule schedule = timeline.schedule();
    int end = schedule.laneEnd(schedule.deviceCount() - 1);
    int iterations = 0;
    for (int task = 0; task < end; task++) {
      iterations = Math.max(iterations, schedule.iteration(task) + 1);
    }
    long[] completion = new long[iterations];
    for (int task = 0; task < end; task++) {
      int iteration = schedule.iteration(task);
      if (schedule.operation(task) != Operation.JOIN) { // waits for other iterations too
        completion[iteration] = Math.max(completion[iteration], timeline.endNanos(task));
      }
    }
    return completion;
  }
}
