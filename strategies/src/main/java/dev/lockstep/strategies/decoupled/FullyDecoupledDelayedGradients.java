package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * FDG: the forward lock is removed as well as the backward lock (Zhuang et al., "Fully decoupled
 * neural network learning using delayed gradients", arXiv 1906.09108; TNNLS 2021).
 *
 * <p>In each iteration every stage does one forward and one backward, on what its neighbours sent
 * in the iteration before: stage {@code s} goes forward with micro-batch {@code t - s} and backward
 * with the one {@code 2(p - 1 - s)} older, with the weights of its forward, and updates. The
 * pipeline takes {@code 2p - 2} iterations to fill. With accumulation, a stage updates only after
 * every so many backwards, and after the last one; {@link AccumulatedDecoupledLearning} is about
 * that.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, backward 2; an update at the end of each backward
 * device 0  F0 F1 F2  .  . F3  .  . B0 B0  . B1 B1  . B2 B2 B3 B3
 * device 1   . F0 F1  .  . F2 B0 B0 F3 B1 B1 B2 B2  . B3 B3  .  .
 * device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
 * </pre>
 *
 * <p>Promises: not synchronous; with {@code d = 2(p - 1 - s)} and accumulation of {@code M},
 * staleness {@code ceil(d / M)}, one weight version more and {@code d + 1} micro-batches in flight
 * on stage {@code s}; backward first, {@code d - 1} takes the place of {@code d}, except on the
 * last stage.
 *
 * @param accumulate backwards whose gradients one update applies, at least 1
 * @param backwardFirst false: within an iteration forward, backward, update, so that the forward
 *     does not see the iteration's update. True: backward, update, forward, as in the authors'
 *     program; not on the last stage, whose backward needs its forward
 * @param runAhead false: an iteration begins when all stages have ended the one before it. True:
 *     stages wait only for what they receive
 * @param shrink beta in (0, 1]: the factor by which the learning rule multiplies a gradient
 *     whenever it crosses into the stage below, so that stage {@code s} sees {@code beta^(p - 1 -
 *     s)}. The schedule does not depend on it
 */
public record FullyDecoupledDelayedGradients(
    int accumulate, boolean backwardFirst, boolean runAhead, double shrink) implements Strategy {

  /** Refuses what is not positive, and gradients that would grow. */
  public FullyDecoupledDelayedGradients {
    if (accumulate < 1) {
      throw new ScheduleException(
          "an update every %d backwards; accumulate is at least 1".formatted(accumulate));
    }
    if (!(shrink > 0 && shrink <= 1)) {
      throw new ScheduleException(
          "gradients shrunk by a factor of %s; shrink is above 0 and at most 1".formatted(shrink));
    }
  }

  /** Without gradient shrinking. */
  public FullyDecoupledDelayedGradients(int accumulate, boolean backwardFirst, boolean runAhead) {
    this(accumulate, backwardFirst, runAhead, 1);
  }

  /** In lock-step, forward first, with an update after every backward. */
  public FullyDecoupledDelayedGradients() {
    this(1, false, false);
  }

  @Override
  public String name() {
    return "fdg";
  }

  @Override
  public Schedule plan(Workload workload) {
    ScheduleBuilder schedule = new ScheduleBuilder(workload.devices(), workload.microBatches());
    for (int stage = 0; stage < workload.devices(); stage++) {
      LaneBuilder lane = schedule.device(stage);
      int iterations = workload.totalMicroBatches() + delay(stage, workload);
      for (int t = stage; t < stage + iterations; t++) {
        planIteration(lane, stage, t, workload);
      }
    }
    return schedule.build();
  }

  private void planIteration(LaneBuilder lane, int stage, int t, Workload workload) {
    boolean forward = goesForward(stage, t, workload);
    boolean backward = goesBackward(stage, t, workload);
    boolean backwardBegins = backward && (!forward || putsBackwardFirst(stage, workload));
    if (backwardBegins) {
      planBackward(lane, stage, t, workload, true);
    }
    if (forward) {
      lane.forward(stage, t - stage);
      if (!backwardBegins) {
        awaitIteration(lane, t - 1, workload);
      }
    }
    if (backward && !backwardBegins) {
      planBackward(lane, stage, t, workload, false);
    }
    if (!runAhead && (forward || backward)) {
      lane.signal(stage, t);
    }
    if (stage == 0 && isLockStep(workload) && isUnderWay(0, t + 1, workload)) {
      joinIteration(lane, t, workload);
    }
  }

  private void planBackward(LaneBuilder lane, int stage, int t, Workload workload, boolean begins) {
    int microBatch = t - stage - delay(stage, workload);
    lane.backward(stage, microBatch).withForwardWeights();
    if (begins) {
      awaitIteration(lane, t - 1, workload);
    }
    boolean last = microBatch == workload.totalMicroBatches() - 1;
    if (last || (microBatch + 1) % accumulate == 0) {
      lane.update(stage);
    }
  }

  /**
   * Behind an iteration device 0, the first to begin and the last to end, waits for the last task
   * of every stage, barrier {@code s} of stage {@code s}; the others wait for that point, barrier
   * {@code p}: 2p waits instead of p * p.
   */
  private static void joinIteration(LaneBuilder lane, int t, Workload workload) {
    lane.join(0, t).signal(workload.devices(), t);
    for (int stage = 0; stage < workload.devices(); stage++) {
      if (goesForward(stage, t, workload) || goesBackward(stage, t, workload)) {
        lane.after(stage, t);
      }
    }
  }

  private void awaitIteration(LaneBuilder lane, int t, Workload workload) {
    if (isLockStep(workload) && t >= 0) {
      lane.after(workload.devices(), t);
    }
  }

  private boolean isLockStep(Workload workload) {
    return !runAhead && workload.devices() > 1;
  }

  /** Whether a stage still has iterations to do. */
  private static boolean isUnderWay(int stage, int t, Workload workload) {
    return t < stage + workload.totalMicroBatches() + delay(stage, workload);
  }

  private static boolean goesForward(int stage, int t, Workload workload) {
    int microBatch = t - stage;
    return microBatch >= 0 && microBatch < workload.totalMicroBatches();
  }

  private static boolean goesBackward(int stage, int t, Workload workload) {
    return goesForward(stage, t - delay(stage, workload), workload);
  }

  /** Iterations between a micro-batch's forward and its backward: down to the last stage and up. */
  private static int delay(int stage, Workload workload) {
    return 2 * StashedStream.delay(stage, workload);
  }

  private boolean putsBackwardFirst(int stage, Workload workload) {
    return backwardFirst && delay(stage, workload) > 0;
  }

  @Override
  public Promises promises(Workload workload) {
    return StashedStream.promises(
        workload,
        s -> putsBackwardFirst(s, workload) ? delay(s, workload) - 1 : delay(s, workload),
        accumulate);
  }
}
