package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * ADL: the schedule of {@link FullyDecoupledDelayedGradients} with gradients accumulated over
 * {@code M} micro-batches, which divides the staleness by {@code M} (accumulated decoupled
 * learning: Zhuang et al., ICML 2021, arXiv 2012.03747).
 *
 * <p>With {@code d = 2(p - 1 - s)}, the {@code i}-th micro-batch of a group of {@code M}, from 0,
 * has the level of staleness {@code ceil((d - i) / M)}, at least 0, on stage {@code s}: in the mean
 * {@code d / M}. That is for mode A of the authors' program: forward, backward, update within an
 * iteration. In its mode B, the default there, backward and update come first; the forward sees one
 * backward more, and {@code d - 1} takes the place of {@code d}, except on the last stage. The
 * modes' levels are derived here from the order of the program.
 *
 * <pre>
 * level of staleness, 3 stages      M = 2, mode A   M = 4, mode A   M = 2, mode B
 * stage 0                               2 2            1 1 1 1          2 1
 * stage 1                               1 1            1 1 0 0          1 0
 * stage 2                               0 0            0 0 0 0          0 0
 *
 * 2 stages, 4 micro-batches, M = 2, mode A; U is an update
 * device 0  F0 F1 F2 B0 F3 B1 U B2 B3 U
 * device 1  F0 B0 F1 B1 U F2 B2 F3 B3 U
 * </pre>
 *
 * <p>Promises: as {@link FullyDecoupledDelayedGradients} with the same accumulation.
 *
 * @param accumulate M, at least 1
 * @param backwardFirst false: mode A. True: mode B
 * @param runAhead false: an iteration begins when all stages have ended the one before it. True:
 *     stages wait only for what they receive
 * @param shrink as in {@link FullyDecoupledDelayedGradients}
 */
public record AccumulatedDecoupledLearning(
    int accumulate, boolean backwardFirst, boolean runAhead, double shrink) implements Strategy {

  /** Refuses what {@link FullyDecoupledDelayedGradients} refuses. */
  public AccumulatedDecoupledLearning {
    var unused = new FullyDecoupledDelayedGradients(accumulate, backwardFirst, runAhead, shrink);
  }

  /** In lock-step, gradients not shrunk. */
  public AccumulatedDecoupledLearning(int accumulate, boolean backwardFirst) {
    this(accumulate, backwardFirst, false, 1);
  }

  @Override
  public String name() {
    return "adl";
  }

  @Override
  public Schedule plan(Workload workload) {
    return decoupled().plan(workload);
  }

  @Override
  public Promises promises(Workload workload) {
    return decoupled().promises(workload);
  }

  private FullyDecoupledDelayedGradients decoupled() {
    return new FullyDecoupledDelayedGradients(accumulate, backwardFirst, runAhead, shrink);
  }
}
