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
 * DualPipe: two copies of the model, laid over the devices in opposite directions, and half of the
 * micro-batches from each end (DeepSeek-AI, "DeepSeek-V3 technical report", 2024, section 3.2.1;
 * order as in {@code dualpipe.py} of {@code deepseek-ai/DualPipe}).
 *
 * <p>Device {@code r} holds stage {@code r} of one copy and stage {@code p - 1 - r} of the other.
 * Micro-batches {@code 0} to {@code m/2 - 1} enter at device 0, the others at device {@code p - 1}.
 * A forward of one direction is carried out together with a backward of the other: the
 * communication inside each hides behind the computing of the other, so that the pair takes {@code
 * FB <= F + B}. Before an update the two devices that hold a stage exchange the sums of its weight
 * gradients: for two members that is what an all-reduce moves.
 *
 * <pre>
 * 4 devices, 8 micro-batches; forward, input gradient (I), weight gradient (W) 1 each;
 * each cell: operation, micro-batch
 * device 0  F0 F1 F2 F4 I4 W4 F5 F3 B5 B5  . F6 B0 B0 B6 B6  . F7 B1 B1 B7 B7 I2 W2 I3 W3
 * device 1   . F0 F4 F1 F5 F2 B4 B4 F6 B0 B0 F3 B5 B5 F7 B1 B1 B6 B6 B2 B2  . I7 I3 W7 W3
 * device 2   . F4 F0 F5 F1 F6 B0 B0 F2 B4 B4 F7 B1 B1 F3 B5 B5 B2 B2 B6 B6  . I3 I7 W3 W7
 * device 3  F4 F5 F6 F0 I0 W0 F1 F7 B1 B1  . F2 B4 B4 B2 B2  . F3 B5 B5 B3 B3 I6 W6 I7 W7
 * </pre>
 *
 * <p>With {@code B} the full backward, the device that waits longest is idle for {@code (p/2 -
 * 1)(FB + B - 3W)}, as published; exactly so where an input gradient takes as long as a forward.
 *
 * <p>Promises: synchronous; one weight version of each copy; {@code p + 1} micro-batches in flight
 * on every device. Admits an even number of devices and an even number of micro-batches from {@code
 * 2p} on.
 */
public record DualPipe() implements Strategy {

  @Override
  public String name() {
    return "dualpipe";
  }

  @Override
  public Schedule plan(Workload workload) {
    check(workload);
    int devices = workload.devices();
    int each = workload.microBatches() / 2;
    ScheduleBuilder schedule = new ScheduleBuilder(devices, workload.microBatches());
    for (int device = 0; device < devices; device++) {
      int inner = Math.min(device, devices - 1 - device);
      LaneBuilder lane = schedule.device(device);
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        int down = iteration * workload.microBatches();
        int near = device == inner ? down : down + each;
        int far = device == inner ? down + each : down;
        DualPipeOrder.write(lane, devices / 2, inner, each, near, far);
        lane.updateWithCopy(inner, far + each - 1);
        lane.updateWithCopy(devices - 1 - inner, near + each - 1);
      }
    }
    return schedule.build();
  }

  private static void check(Workload workload) {
    int devices = workload.devices();
    int microBatches = workload.microBatches();
    if (devices % 2 != 0 || microBatches % 2 != 0 || microBatches < 2 * devices) {
      throw new ScheduleException(
          "dualpipe with %d micro-batches on %d devices; it needs an even number of devices and an even number of at least twice as many micro-batches"
              .formatted(microBatches, devices));
    }
  }

  @Override
  public Promises promises(Workload workload) {
    int devices = workload.devices();
    return Promises.synchronous(devices, Collections.nCopies(devices, devices + 1));
  }
}
