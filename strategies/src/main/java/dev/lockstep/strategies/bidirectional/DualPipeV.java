package dev.lockstep.strategies.bidirectional;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;

/**
 * DualPipeV: one half of {@link DualPipe} folded onto the other, so that a single copy of the model
 * lies in a V and every device has two chunks, stage {@code r} and stage {@code 2p - 1 - r} (Qi,
 * Wan, Huang, Lin, "DualPipe could be better without the dual", 2025; order as in {@code
 * dualpipev.py} of {@code deepseek-ai/DualPipe}).
 *
 * <p>A forward of one chunk is carried out together with a backward of the other: the communication
 * inside each hides behind the computing of the other, so that the pair takes {@code FB <= F + B}.
 * Without communication inside stages there is nothing to hide; the picture then shows the two
 * passes of a pair side by side, both begun and both handed on together.
 *
 * <pre>
 * 2 devices, 4 micro-batches; forward, input gradient (I), weight gradient (W) 1 each
 * device 0  0F0 0F1 0F2 3F0 3I0 3W0 3F1 0F3 3B1 3B1   . 3F2 0B0 0B0 3B2 3B2   . 3F3 0B1 0B1 3B3 3B3 0I2 0W2 0I3 0W3
 * device 1    . 1F0 2F0 1F1 2F1 1F2 2B0 2B0 2F2 1B0 1B0 1F3 2B1 2B1 2F3 1B1 1B1 2B2 2B2 1B2 1B2   . 2I3 1I3 2W3 1W3
 * </pre>
 *
 * <p>With {@code B} the full backward of a chunk, the device that waits longest is idle for {@code
 * (p - 1)(FB + B - 3W)}, as published; exactly so where an input gradient takes as long as a
 * forward.
 *
 * <p>Promises: synchronous; one weight version; {@code 2p + 1} chunks of a micro-batch in flight on
 * every device. Admits at least {@code 2p} micro-batches.
 */
public record DualPipeV() implements Strategy {

  private static final int CHUNKS = 2;

  @Override
  public String name() {
    return "dualpipe-v";
  }

  @Override
  public int stagesPerDevice() {
    return CHUNKS;
  }

  @Override
  public Schedule plan(Workload workload) {
    int devices = workload.devices();
    int microBatches = workload.microBatches();
    if (microBatches < CHUNKS * devices) {
      throw new ScheduleException(
          "dualpipe-v with %d micro-batches on %d devices; it needs at least %d micro-batches"
              .formatted(microBatches, devices, CHUNKS * devices));
    }
    ScheduleBuilder schedule = new ScheduleBuilder(CHUNKS * devices, microBatches);
    for (int device = 0; device < devices; device++) {
      LaneBuilder lane = schedule.device(device);
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        int first = iteration * microBatches;
        DualPipeOrder.write(lane, devices, device, microBatches, first, first);
        lane.update(device).update(CHUNKS * devices - 1 - device);
      }
    }
    return schedule.build();
  }

  @Override
  public Promises promises(Workload workload) {
    int devices = workload.devices();
    return Promises.synchronous(
        CHUNKS * devices, Collections.nCopies(devices, CHUNKS * devices + 1));
  }
}
