package dev.lockstep.strategies.pipeline;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;

/**
 * Looped pipeline, breadth first: all micro-batches go through a device's first chunk, then all
 * through its second, and so on; backwards the same way in reverse (Lamy-Poirier, "Breadth-first
 * pipeline parallelism", MLSys 2023).
 *
 * <p>Chunk {@code q} of device {@code r} is stage {@code q p + r}, as in {@link
 * InterleavedOneForwardOneBackward}. It needs that strategy's time and GPipe's memory; a chunk's
 * weights are needed in one stretch forward and in one backward, so that sharded weights are
 * gathered twice an iteration, and any number of micro-batches is admitted.
 *
 * <pre>
 * 2 devices, 2 chunks each, 3 micro-batches; a chunk's forward 1, backward 2; each cell: stage, operation, micro-batch
 * device 0  0F0 0F1 0F2 2F0 2F1 2F2   .   .   . 2B2 2B2 2B1 2B1 2B0 2B0 0B2 0B2 0B1 0B1 0B0 0B0
 * device 1    . 1F0 1F1 1F2 3F0 3F1 3F2 3B2 3B2 3B1 3B1 3B0 3B0 1B2 1B2 1B1 1B1 1B0 1B0   .   .
 * </pre>
 *
 * <p>Promises: synchronous; one weight version; {@code m v} chunks of a micro-batch in flight on
 * every device.
 *
 * @param virtualStages chunks on each device, {@code v}
 */
public record LoopedBreadthFirst(int virtualStages) implements Strategy {

  /** Refuses fewer than one chunk. */
  public LoopedBreadthFirst {
    if (virtualStages < 1) {
      throw new ScheduleException(
          "looped-bfs with %d virtual stages a device; it needs at least 1"
              .formatted(virtualStages));
    }
  }

  @Override
  public String name() {
    return "looped-bfs";
  }

  @Override
  public int stagesPerDevice() {
    return virtualStages;
  }

  @Override
  public Schedule plan(Workload workload) {
    int devices = workload.devices();
    ScheduleBuilder schedule =
        new ScheduleBuilder(devices * virtualStages, workload.microBatches());
    for (int device = 0; device < devices; device++) {
      LaneBuilder lane = schedule.device(device);
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        planIteration(lane, device, iteration * workload.microBatches(), workload);
        for (int chunk = 0; chunk < virtualStages; chunk++) {
          lane.update(chunk * devices + device);
        }
      }
    }
    return schedule.build();
  }

  private void planIteration(LaneBuilder lane, int device, int first, Workload workload) {
    for (int chunk = 0; chunk < virtualStages; chunk++) {
      for (int i = 0; i < workload.microBatches(); i++) {
        lane.forward(chunk * workload.devices() + device, first + i);
      }
    }
    for (int chunk = virtualStages - 1; chunk >= 0; chunk--) {
      for (int i = workload.microBatches() - 1; i >= 0; i--) {
        lane.backward(chunk * workload.devices() + device, first + i);
      }
    }
  }

  @Override
  public Promises promises(Workload workload) {
    int devices = workload.devices();
    return Promises.synchronous(
        devices * virtualStages,
        Collections.nCopies(devices, workload.microBatches() * virtualStages));
  }
}
