package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * DDG: the backward lock is removed, the forward lock stays (Huo, Gu, Yang, Huang, "Decoupled
 * parallel backpropagation with convergence guarantee", ICML 2018).
 *
 * <p>Every micro-batch is one iteration. In iteration {@code t} it goes forward through all stages;
 * then all stages go backward at once, stage {@code s} on the older micro-batch {@code t - (p - 1 -
 * s)}, whose gradient the stage behind it computed in iteration {@code t - 1}, and update. A
 * backward uses the weights of its forward. After the last forward {@code p - 1} more iterations
 * bring the remaining gradients down.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, backward 2; an update at the end of each backward
 * device 0  F0  .  .  .  . F1  .  .  .  . F2  .  . B0 B0 F3  .  . B1 B1 B2 B2 B3 B3
 * device 1   . F0  .  .  .  . F1  . B0 B0  . F2  . B1 B1  . F3  . B2 B2 B3 B3  .  .
 * device 2   .  . F0 B0 B0  .  . F1 B1 B1  .  . F2 B2 B2  .  . F3 B3 B3  .  .  .  .
 * </pre>
 *
 * <p>Promises: not synchronous; staleness {@code p - 1 - s}; {@code p - s} weight versions and
 * {@code p - s} micro-batches in flight on stage {@code s}.
 *
 * @param runAhead false: an iteration begins when all backwards of the one before it have ended, as
 *     the paper draws it. True: stages wait only for their neighbours, as separate processes do; a
 *     stage ends its iteration when the stage behind it has computed the gradient for it
 */
public record DecoupledDelayedGradients(boolean runAhead) implements Strategy {

  /** In lock-step. */
  public DecoupledDelayedGradients() {
    this(false);
  }

  @Override
  public String name() {
    return "ddg";
  }

  @Override
  public Schedule plan(Workload workload) {
    return new ForwardLockedStream(runAhead, false).plan(workload);
  }

  @Override
  public Promises promises(Workload workload) {
    return StashedStream.promises(workload);
  }
}
