package dev.lockstep.strategies.pipeline;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * ZB-H1: backward is split, input gradients go first, and weight gradients fill what would be
 * bubbles, within the memory of 1F1B (Qi, Wan, Huang, Lin, "Zero bubble pipeline parallelism", ICLR
 * 2024, section 2.2).
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward, input gradient (I), weight gradient (W) 1 each
 * device 0  F0 F1 F2  .  . I0 W0 F3 I1 W1 I2 W2 I3 W3
 * device 1   . F0 F1  . I0 F2 I1 W0 F3 I2 W1 I3 W2 W3
 * device 2   .  . F0 I0 F1 I1 F2 I2 W0 F3 I3 W1 W2 W3
 * </pre>
 *
 * <p>Promises: synchronous; one weight version; {@code min(p, m)} micro-batches on every stage of
 * which something is kept (the stash until the input gradient, the smaller weight-gradient stash
 * until the weight gradient). Admits any number of micro-batches.
 */
public record ZeroBubbleH1() implements Strategy {

  private static final int LAG = 1;

  @Override
  public String name() {
    return "zb-h1";
  }

  @Override
  public Schedule plan(Workload workload) {
    return ZeroBubbleRule.plan(workload, LAG);
  }

  @Override
  public Promises promises(Workload workload) {
    return ZeroBubbleRule.promises(workload, LAG);
  }
}
