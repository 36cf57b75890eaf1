package dev.lockstep.strategies.local;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;

/**
 * Chunked local learning: the stages form disjoint chunks; inside a chunk gradients flow from the
 * loss at its end, between chunks only activations travel (the "chunked" method of Laskin et al.,
 * "Parallel training of deep networks with local updates", 2020).
 *
 * <p>A chunk of {@code q} stages stands on {@code q} devices and works as GPipe does, with a flush
 * of its own. Its head is on its last device and runs just before each backward, so that forwards
 * reach the next chunk early. The last chunk ends in the true loss and has no head.
 *
 * <pre>
 * 4 stages in chunks of 2, 4 micro-batches; forward, head (A) 1, backward 2
 * device 0  F0 F1 F2 F3  .  .  .  . B3 B3  . B2 B2  . B1 B1  . B0 B0
 * device 1   . F0 F1 F2 F3 A3 B3 B3 A2 B2 B2 A1 B1 B1 A0 B0 B0  .  .
 * device 2   .  . F0 F1 F2 F3  .  .  . B3 B3 B2 B2 B1 B1 B0 B0  .  .
 * device 3   .  .  . F0 F1 F2 F3 B3 B3 B2 B2 B1 B1 B0 B0  .  .  .  .
 * </pre>
 *
 * <p>Promises: every gradient is of the weights it is applied to; one weight version; all {@code m}
 * micro-batches in flight on every stage. Admits stages in whole chunks.
 *
 * @param stagesPerChunk stages of a chunk, {@code q}
 * @param queueCapacity mini-batches whose activations may wait for the next chunk
 */
public record ChunkedLocal(int stagesPerChunk, int queueCapacity) implements Strategy {

  /** Refuses empty chunks. */
  public ChunkedLocal {
    if (stagesPerChunk < 1) {
      throw new ScheduleException(
          "chunked-local with %d stages a chunk; it needs at least 1".formatted(stagesPerChunk));
    }
    BoundedQueue.requireCapacity("chunked-local", queueCapacity);
  }

  /** Queues of two mini-batches. */
  public ChunkedLocal(int stagesPerChunk) {
    this(stagesPerChunk, BoundedQueue.DEFAULT_CAPACITY);
  }

  @Override
  public String name() {
    return "chunked-local";
  }

  @Override
  public boolean hasAuxiliaryHead(int stage, int stages) {
    return lossOf(stage) == stage && stage < stages - 1;
  }

  @Override
  public Schedule plan(Workload workload) {
    int stages = workload.devices();
    if (stages % stagesPerChunk != 0) {
      throw new ScheduleException(
          "chunked-local with %d stages in chunks of %d; the chunk must divide the stages. Maybe use chunks of %d."
              .formatted(stages, stagesPerChunk, Divisors.nearest(stages, stagesPerChunk)));
    }
    ScheduleBuilder schedule = new ScheduleBuilder(stages, workload.microBatches());
    for (int stage = 0; stage < stages; stage++) {
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        int first = iteration * workload.microBatches();
        planIteration(schedule.device(stage), stage, first, workload);
      }
    }
    return schedule.build();
  }

  private void planIteration(LaneBuilder lane, int stage, int first, Workload workload) {
    BoundedQueue queue = new BoundedQueue(queueCapacity, workload);
    boolean endsChunk = lossOf(stage) == stage && stage < workload.devices() - 1;
    for (int i = 0; i < workload.microBatches(); i++) {
      lane.forward(stage, first + i);
      queue.taken(lane, stage, first + i);
      if (endsChunk) {
        queue.waitForRoom(lane, first + i, stage + 1);
      }
    }
    for (int i = workload.microBatches() - 1; i >= 0; i--) {
      if (hasAuxiliaryHead(stage, workload.devices())) {
        lane.auxiliary(stage, first + i);
      }
      lane.backward(stage, first + i, lossOf(stage));
    }
    lane.update(stage);
  }

  /** The last stage of a stage's chunk. */
  private int lossOf(int stage) {
    return (stage / stagesPerChunk + 1) * stagesPerChunk - 1;
  }

  @Override
  public Promises promises(Workload workload) {
    return Promises.synchronous(
        workload.devices(), Collections.nCopies(workload.devices(), workload.microBatches()));
  }
}
