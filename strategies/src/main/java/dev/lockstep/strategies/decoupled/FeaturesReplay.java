package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;
import java.util.List;

/**
 * Features Replay: delayed gradients without stored activations (Huo, Gu, Huang, "Training neural
 * networks using features replay", NeurIPS 2018).
 *
 * <p>As {@link DecoupledDelayedGradients}, but a forward keeps only the stage's input. Before it
 * goes backward, a stage replays the forward of the older micro-batch with the newest weights, and
 * the backward uses these. The last stage goes backward right after its forward and replays
 * nothing.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, replay (RF) 1, backward 2; an update at the end of each backward
 * device 0   F0   .   .   .   .  F1   .   .   .   .   .  F2   .   . RF0  B0  B0  F3   .   . RF1  B1  B1 RF2  B2  B2 RF3  B3  B3
 * device 1    .  F0   .   .   .   .  F1   . RF0  B0  B0   .  F2   . RF1  B1  B1   .  F3   . RF2  B2  B2 RF3  B3  B3   .   .   .
 * device 2    .   .  F0  B0  B0   .   .  F1  B1  B1   .   .   .  F2  B2  B2   .   .   .  F3  B3  B3   .   .   .   .   .   .   .
 * </pre>
 *
 * <p>Promises: not synchronous; inputs {@code p - 1 - s} updates old (the staleness), gradients
 * with respect to the newest weights; one weight version; one micro-batch in flight, and up to
 * {@code p - s} stored inputs on stage {@code s}.
 *
 * @param runAhead as in {@link DecoupledDelayedGradients}
 */
public record FeaturesReplay(boolean runAhead) implements Strategy {

  /** In lock-step. */
  public FeaturesReplay() {
    this(false);
  }

  @Override
  public String name() {
    return "features-replay";
  }

  @Override
  public Schedule plan(Workload workload) {
    return new ForwardLockedStream(runAhead, true).plan(workload);
  }

  @Override
  public Promises promises(Workload workload) {
    Promises stashed = StashedStream.promises(workload);
    List<Integer> one = Collections.nCopies(workload.devices(), 1);
    return new Promises(stashed.synchronous(), stashed.staleness(), one, one);
  }
}
