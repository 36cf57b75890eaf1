package dev.lockstep.strategies.asynchronous;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;

/**
 * 1F1B without a flush, with weight stashing: PipeDream (Narayanan et al., SOSP 2019).
 *
 * <p>Every micro-batch is a mini-batch of its own; they flow in one stream over all iterations, and
 * a stage updates its weights after every backward. The backward of a micro-batch uses the version
 * that its forward used, which is kept until then.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, backward 2; an update at the end of each backward
 * device 0  F0 F1 F2  .  .  .  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3
 * device 1   . F0 F1  .  . B0 B0 F2 B1 B1 F3 B2 B2  . B3 B3  .  .
 * device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
 * </pre>
 *
 * <p>Promises: not synchronous; staleness {@code p - 1 - s}; {@code p - s} weight versions and
 * {@code p - s} micro-batches in flight on stage {@code s}. With vertical sync, staleness {@code p
 * - 1} and {@code p} weight versions on every stage.
 *
 * @param verticalSync false: a stage uses its newest version. True (section 3.3): every stage uses
 *     the version that the input stage used for the micro-batch, so that all of them have seen the
 *     same updates
 */
public record PipeDream(boolean verticalSync) implements Strategy {

  /** Without vertical sync. */
  public PipeDream() {
    this(false);
  }

  @Override
  public String name() {
    return "pipedream";
  }

  @Override
  public Schedule plan(Workload workload) {
    MicroBatchStream stream = stream(workload);
    if (verticalSync) {
      int inputStageLag = workload.devices() - 1;
      stream = stream.reading((stage, microBatch) -> Math.max(0, microBatch - inputStageLag));
    }
    return stream.plan();
  }

  private static MicroBatchStream stream(Workload workload) {
    return MicroBatchStream.oneForwardOneBackward(workload).stashing(true);
  }

  @Override
  public Promises promises(Workload workload) {
    if (verticalSync) {
      return stream(workload)
          .promises(stage -> workload.devices() - 1, stage -> syncedVersions(workload));
    }
    return stream(workload).promises();
  }

  /**
   * Of {@code count} micro-batches the last reads version {@code count - p}; after {@code p - 1}
   * updates these and the newest are alive.
   */
  private static int syncedVersions(Workload workload) {
    int count = workload.totalMicroBatches();
    int read = Math.max(0, count - workload.devices()) + 1;
    return count == 1 ? 1 : Math.min(workload.devices(), read + 1);
  }
}
