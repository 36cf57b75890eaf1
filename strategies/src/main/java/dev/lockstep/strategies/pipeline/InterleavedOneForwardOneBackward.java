package dev.lockstep.strategies.pipeline;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.stream.IntStream;

/**
 * Interleaved 1F1B: every device holds {@code v} chunks of the model, so that the pipeline fills
 * and drains in steps of a {@code v}-th of a stage (Narayanan et al., "Efficient large-scale
 * language model training on GPU clusters", SC 2021, section 2.2).
 *
 * <p>Chunk {@code q} of device {@code r} is stage {@code q p + r}. Micro-batches pass in groups of
 * {@code p}: a device runs a group through its first chunk, then through its second, and so on;
 * backwards take the chunks in reverse.
 *
 * <pre>
 * 3 devices, 2 chunks each, 3 micro-batches; a chunk's forward 1, backward 2; each cell: stage, operation, micro-batch
 * device 0  0F0 0F1 0F2 3F0 3F1 3F2   .   .   .   . 3B0 3B0   . 3B1 3B1   . 3B2 3B2 0B0 0B0 0B1 0B1 0B2 0B2
 * device 1    . 1F0 1F1 1F2 4F0 4F1 4F2   . 4B0 4B0   . 4B1 4B1   . 4B2 4B2 1B0 1B0 1B1 1B1 1B2 1B2   .   .
 * device 2    .   . 2F0 2F1 2F2 5F0 5B0 5B0 5F1 5B1 5B1 5F2 5B2 5B2 2B0 2B0 2B1 2B1 2B2 2B2   .   .   .   .
 * </pre>
 *
 * <p>Promises: synchronous; one weight version; on device {@code r} at most {@code 2(p-1-r) +
 * (v-1)p + 1} chunks of a micro-batch in flight. Admits micro-batches in whole groups of {@code p};
 * with one chunk a device it is 1F1B and admits any number.
 *
 * @param virtualStages chunks on each device, {@code v}
 */
public record InterleavedOneForwardOneBackward(int virtualStages) implements Strategy {

  /** Refuses fewer than one chunk. */
  public InterleavedOneForwardOneBackward {
    if (virtualStages < 1) {
      throw new ScheduleException(
          "interleaved-1f1b with %d virtual stages a device; it needs at least 1"
              .formatted(virtualStages));
    }
  }

  @Override
  public String name() {
    return "interleaved-1f1b";
  }

  @Override
  public int stagesPerDevice() {
    return virtualStages;
  }

  @Override
  public Schedule plan(Workload workload) {
    if (virtualStages == 1) {
      return new OneForwardOneBackward().plan(workload);
    }
    checkGroups(workload);
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
    int devices = workload.devices();
    int passes = workload.microBatches() * virtualStages;
    int warmUp = warmUp(device, workload);
    for (int i = 0; i < passes + warmUp; i++) {
      if (i < passes) {
        lane.forward(chunk(i, devices) * devices + device, first + microBatch(i, devices));
      }
      int back = i - warmUp;
      if (back >= 0) {
        int chunk = virtualStages - 1 - chunk(back, devices);
        lane.backward(chunk * devices + device, first + microBatch(back, devices));
      }
    }
  }

  /** The chunk of the {@code i}-th pass of a device, in the order of forwards. */
  private int chunk(int i, int devices) {
    return i % (devices * virtualStages) / devices;
  }

  private int microBatch(int i, int devices) {
    return i / (devices * virtualStages) * devices + i % devices;
  }

  private int warmUp(int device, Workload workload) {
    int devices = workload.devices();
    int behind = devices - 1 - device;
    int passes = workload.microBatches() * virtualStages;
    return Math.min(2 * behind + (virtualStages - 1) * devices, passes);
  }

  private static void checkGroups(Workload workload) {
    int devices = workload.devices();
    int microBatches = workload.microBatches();
    if (microBatches % devices != 0) {
      int above = (microBatches / devices + 1) * devices;
      String below = microBatches > devices ? (above - devices) + " or " : "";
      throw new ScheduleException(
          "interleaved-1f1b with %d micro-batches on %d devices; the micro-batches must be a multiple of the devices. Maybe use %s%d micro-batches."
              .formatted(microBatches, devices, below, above));
    }
  }

  @Override
  public Promises promises(Workload workload) {
    if (virtualStages == 1) {
      return new OneForwardOneBackward().promises(workload);
    }
    int passes = workload.microBatches() * virtualStages;
    return Promises.synchronous(
        workload.devices() * virtualStages,
        IntStream.range(0, workload.devices())
            .map(device -> Math.min(warmUp(device, workload) + 1, passes))
            .boxed()
            .toList());
  }
}
