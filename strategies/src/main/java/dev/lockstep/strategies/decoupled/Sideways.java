package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * Sideways: pseudo-gradients from activations that newer frames have overwritten (Malinowski,
 * Swirszcz, Carreira, Patraucean, "Sideways: depth-parallel training of video models", CVPR 2020).
 *
 * <p>A micro-batch is a frame. In each tick a stage goes forward with the newest activation from
 * below and backward with the newest gradient from above; it keeps the activations of one frame
 * only, so the gradient of frame {@code f} meets those of frame {@code f + 2(p - 1 - s)}. That is
 * sound where neighbouring frames look alike. The backward comes after the forward of its tick (our
 * reading) and uses the newest weights; once the frames are over, it uses the last one's
 * activations. With accumulation, a stage updates once every so many frames, such as once a clip.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, backward 2; an update at the end of each backward
 * device 0  F0 F1 F2 F3  .  .  . B0 B0  . B1 B1  . B2 B2  . B3 B3
 * device 1   . F0 F1 F2  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3  .  .
 * device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
 * </pre>
 *
 * <p>Promises: not synchronous; with {@code d = 2(p - 1 - s)} and accumulation of {@code M},
 * staleness {@code ceil(d / M)}; one weight version and one micro-batch in flight.
 *
 * @param accumulate backwards whose gradients one update applies, at least 1
 */
public record Sideways(int accumulate) implements Strategy {

  /** Refuses what is not positive. */
  public Sideways {
    if (accumulate < 1) {
      throw new ScheduleException(
          "an update every %d backwards; accumulate is at least 1".formatted(accumulate));
    }
  }

  /** With an update after every backward. */
  public Sideways() {
    this(1);
  }

  @Override
  public String name() {
    return "sideways";
  }

  @Override
  public Schedule plan(Workload workload) {
    return stream().plan(workload, new Overwriting(workload, stream()));
  }

  @Override
  public Promises promises(Workload workload) {
    return stream().promises(workload);
  }

  private DecoupledStream stream() {
    return new DecoupledStream(1, accumulate);
  }

  private record Overwriting(Workload workload, DecoupledStream stream)
      implements DecoupledStream.Passes {

    @Override
    public void forward(LaneBuilder lane, int stage, int microBatch) {
      lane.forward(stage, microBatch);
    }

    @Override
    public void backward(LaneBuilder lane, int stage, int microBatch) {
      int newest = microBatch + stream.delay(stage, workload);
      int kept = Math.min(newest, workload.totalMicroBatches() - 1);
      lane.backwardWithStashOf(kept, stage, microBatch);
    }
  }
}
