package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * PETRA: delayed gradients of reversible stages, which keep nothing (Rivaud et al., "PETRA:
 * parallel end-to-end training with reversible architectures", 2024).
 *
 * <p>A forward keeps neither activations nor input. The stage behind returns, with the gradient,
 * what it takes the stage's output to have been; the stage inverts itself with its newest weights,
 * which costs a forward and leaves what the backward needs, goes backward with the same weights and
 * hands its reconstructed input and the gradient on. The last stage does forward and backward at
 * once. Weights have moved since the forward, so what is reconstructed is only nearly the input.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, inverse (RF) 1, backward 2; an update at the end of each backward
 * device 0   F0  F1  F2  F3   .   .   .   . RF0  B0  B0   . RF1  B1  B1 RF2  B2  B2 RF3  B3  B3
 * device 1    .  F0  F1  F2   . RF0  B0  B0  F3 RF1  B1  B1 RF2  B2  B2 RF3  B3  B3   .   .   .
 * device 2    .   .  F0  B0  B0  F1  B1  B1  F2  B2  B2  F3  B3  B3   .   .   .   .   .   .   .
 * </pre>
 *
 * <p>Forwards and backwards take turns on a device's one compute stream, F + RF + B a micro-batch;
 * the paper (Table 1) counts forwards as concurrent with the rest, RF + B a micro-batch, which
 * needs a device that runs two tasks at once as fast as each alone: {@code concurrent}. A
 * reversible activation is twice as wide as that of the network it was made from: the model's bytes
 * should say so. A stage that cannot be inverted (down-sampling) needs stored inputs, as in {@link
 * DiverselyStaleParameters}.
 *
 * <p>Promises: not synchronous; with {@code d = 2(p - 1 - s)} and accumulation of {@code k},
 * staleness {@code ceil(d / k)}; one weight version; one micro-batch in flight, no stored input.
 *
 * @param accumulate backwards whose gradients one update applies, at least 1
 * @param concurrent whether devices run forwards and backwards side by side
 */
public record Petra(int accumulate, boolean concurrent) implements Strategy {

  /** Refuses what is not positive. */
  public Petra {
    if (accumulate < 1) {
      throw new ScheduleException(
          "an update every %d backwards; accumulate is at least 1".formatted(accumulate));
    }
  }

  /** Forwards and backwards in turn. */
  public Petra(int accumulate) {
    this(accumulate, false);
  }

  /** With an update after every backward. */
  public Petra() {
    this(1);
  }

  @Override
  public String name() {
    return "petra";
  }

  @Override
  public Schedule plan(Workload workload) {
    return stream().plan(workload, new Reversible(workload.devices() - 1));
  }

  @Override
  public Promises promises(Workload workload) {
    return stream().promises(workload);
  }

  private DecoupledStream stream() {
    return new DecoupledStream(1, accumulate, concurrent);
  }

  private record Reversible(int lastStage) implements DecoupledStream.Passes {

    @Override
    public void forward(LaneBuilder lane, int stage, int microBatch) {
      if (stage == lastStage) {
        lane.forward(stage, microBatch);
      } else {
        lane.forwardKeepingNothing(stage, microBatch);
      }
    }

    @Override
    public boolean prepare(LaneBuilder lane, int stage, int microBatch) {
      if (stage < lastStage) {
        lane.reconstruct(stage, microBatch);
      }
      return stage < lastStage;
    }

    @Override
    public void backward(LaneBuilder lane, int stage, int microBatch) {
      lane.backward(stage, microBatch);
      if (stage > 0) {
        lane.returningInput();
      }
    }
  }
}
