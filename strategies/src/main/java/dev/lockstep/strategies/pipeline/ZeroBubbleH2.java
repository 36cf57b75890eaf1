package dev.lockstep.strategies.pipeline;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * ZB-H2: as {@link ZeroBubbleH1} with about twice as many forwards in front, so that no device
 * waits once it has begun (Qi, Wan, Huang, Lin, "Zero bubble pipeline parallelism", ICLR 2024,
 * section 2.2). Devices begin and end one after another: the bubble is gone from each device's
 * span, not from the makespan of a single iteration.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward, input gradient (I), weight gradient (W) 1 each
 * device 0  F0 F1 F2 F3  . I0 W0 I1 W1 I2 W2 I3 W3  .
 * device 1   . F0 F1 F2 I0 F3 I1  . I2 W0 I3 W1 W2 W3
 * device 2   .  . F0 I0 F1 I1 F2 I2 F3 I3 W0 W1 W2 W3
 * </pre>
 *
 * <p>Promises: synchronous; one weight version; {@code min(2p - 1, m)} micro-batches on every stage
 * of which something is kept. Admits any number of micro-batches; the bubble is as small as the
 * paper says from {@code 2p - 1} on.
 */
public record ZeroBubbleH2() implements Strategy {

  private static final int LAG = 2;

  @Override
  public String name() {
    return "zb-h2";
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
