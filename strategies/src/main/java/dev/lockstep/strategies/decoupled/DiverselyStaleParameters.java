package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * DSP: no lock is left; queues between the stages, inputs kept instead of activations (Xu, Huo,
 * Huang, "On the acceleration of deep learning model parallelism with staleness", CVPR 2020).
 *
 * <p>As {@link FullyDecoupledDelayedGradients} without a barrier, but a forward keeps only the
 * stage's input. Before it goes backward, a stage repeats the forward of the older micro-batch with
 * the newest weights, and the backward uses these; not on the last stage, whose backward follows
 * its forward. Between neighbours lie a forward and a backward queue; with both {@code q} long, the
 * micro-batch that goes backward is {@code 2q(p - 1 - s)} older than the one that goes forward. The
 * paper's DSP(1,1,0; 4,2,0) is {@code q = 1} on three stages; equal lengths of both queues are our
 * reading of longer ones.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, second forward (RF) 1, backward 2; an update at the end of each backward
 * device 0   F0  F1  F2  F3 RF0   .   .  B0  B0 RF1   .  B1  B1 RF2  B2  B2 RF3  B3  B3
 * device 1    .  F0  F1  F2 RF0  B0  B0  F3 RF1  B1  B1 RF2  B2  B2 RF3  B3  B3   .   .
 * device 2    .   .  F0  B0  B0  F1  B1  B1  F2  B2  B2  F3  B3  B3   .   .   .   .   .
 * </pre>
 *
 * <p>Forwards and backwards take turns, F + RF + B a micro-batch; on devices that run two tasks at
 * once as fast as each alone, {@code concurrent}, they need not, and RF + B decides.
 *
 * <p>Promises: not synchronous; inputs {@code 2q(p - 1 - s)} updates old (the staleness), gradients
 * with respect to the newest weights; one weight version; one micro-batch in flight, and up to
 * {@code 2q(p - 1 - s) + 1} stored inputs on stage {@code s}.
 *
 * @param queue messages that wait between two stages, each way, at least 1
 * @param concurrent whether devices run forwards and backwards side by side
 */
public record DiverselyStaleParameters(int queue, boolean concurrent) implements Strategy {

  /** Refuses what is not positive. */
  public DiverselyStaleParameters {
    if (queue < 1) {
      throw new ScheduleException("queues of %d; queue is at least 1".formatted(queue));
    }
  }

  /** Forwards and backwards in turn. */
  public DiverselyStaleParameters(int queue) {
    this(queue, false);
  }

  /** With queues of one message. */
  public DiverselyStaleParameters() {
    this(1);
  }

  @Override
  public String name() {
    return "dsp";
  }

  @Override
  public Schedule plan(Workload workload) {
    return stream().plan(workload, new Replayed(workload.devices() - 1));
  }

  @Override
  public Promises promises(Workload workload) {
    return stream().promises(workload);
  }

  private DecoupledStream stream() {
    return new DecoupledStream(queue, 1, concurrent);
  }

  private record Replayed(int lastStage) implements DecoupledStream.Passes {

    @Override
    public void forward(LaneBuilder lane, int stage, int microBatch) {
      if (stage == lastStage) {
        lane.forward(stage, microBatch);
      } else {
        lane.forwardKeepingInput(stage, microBatch);
      }
    }

    @Override
    public boolean prepare(LaneBuilder lane, int stage, int microBatch) {
      if (stage < lastStage) {
        lane.recompute(stage, microBatch);
      }
      return stage < lastStage;
    }

    @Override
    public void backward(LaneBuilder lane, int stage, int microBatch) {
      lane.backward(stage, microBatch);
    }
  }
}
