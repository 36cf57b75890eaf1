package dev.lockstep.strategies.coupled;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;
import java.util.List;

/**
 * Overlapping local updates: a loss after each pair of neighbouring stages, so that a stage within
 * two pairs gets two gradients (the "overlapping" method of Laskin et al., "Parallel training of
 * deep networks with local updates", 2020).
 *
 * <p>Each stage but the first and the last has a head; the last ends in the true loss. A stage
 * sends down the input gradient of its own loss, and adds its own and the next stage's gradient for
 * one full backward. The time is that of pairwise interlocking, the weights are not. Whether the
 * authors add or average the two gradients, and where the shared stage is computed, is not
 * published; here they are added and nothing is computed twice.
 *
 * <pre>
 * 3 stages, mini-batches of one micro-batch; forward, head (A), input (I) and weight gradient (W) 1, backward 2
 * device 0  F0  .  .  . B0 B0 F1  .  .  . B1 B1 F2  .  .  . B2 B2 F3  .  .  . B3 B3
 * device 1   . F0 A0 I0 B0 B0  . F1 A1 I1 B1 B1  . F2 A2 I2 B2 B2  . F3 A3 I3 B3 B3
 * device 2   .  . F0 I0 W0  .  .  . F1 I1 W1  .  .  . F2 I2 W2  .  .  . F3 I3 W3  .
 * </pre>
 *
 * <p>Promises: every gradient is of the weights it is applied to; one weight version; at most all
 * {@code m} micro-batches of a mini-batch in flight on every stage.
 */
public record OverlappingLocal() implements Strategy {

  @Override
  public String name() {
    return "overlapping-local";
  }

  @Override
  public boolean hasAuxiliaryHead(int stage, int stages) {
    return stage > 0 && stage < stages - 1;
  }

  @Override
  public Schedule plan(Workload workload) {
    return new CoupledStages(workload, Priority.FORWARD_FIRST, workload.microBatches())
        .plan(stage -> steps(stage, workload.devices() - 1));
  }

  private static List<Step> steps(int stage, int last) {
    Step forward = (lane, microBatch) -> lane.forward(stage, microBatch);
    Step head = (lane, microBatch) -> lane.auxiliary(stage, microBatch);
    Step own = (lane, microBatch) -> lane.inputGradient(stage, microBatch, stage);
    if (stage == last) {
      return stage == 0
          ? List.of(forward, (lane, microBatch) -> lane.backward(stage, microBatch))
          : List.of(forward, own, (lane, microBatch) -> lane.weightGradient(stage, microBatch));
    }
    if (stage == 0) {
      return List.of(forward, (lane, microBatch) -> lane.backward(stage, microBatch, 1));
    }
    Step both = (lane, microBatch) -> lane.backward(stage, microBatch, stage + 1, stage);
    return List.of(forward, head, own, both);
  }

  @Override
  public Promises promises(Workload workload) {
    return Promises.synchronous(
        workload.devices(), Collections.nCopies(workload.devices(), workload.microBatches()));
  }
}
