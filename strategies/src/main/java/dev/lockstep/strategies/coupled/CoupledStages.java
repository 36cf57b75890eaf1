package dev.lockstep.strategies.coupled;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Workload;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Schedules of stages that are coupled with the few stages behind them, given the steps of each
 * stage's work on a micro-batch: its forward first, what fills its weight gradient last.
 *
 * <p>With one micro-batch a mini-batch there is one order. With several, a stage has other
 * micro-batches to work on while it waits for a gradient, and which of them depends on the times:
 * then a lane takes whatever is ready, by priority.
 */
final class CoupledStages {

  private final Workload workload;
  private final Priority priority;
  private final int inFlight;
  private final int stagesPerDevice;

  /** One stage a device. */
  CoupledStages(Workload workload, Priority priority, int inFlight) {
    this(workload, priority, inFlight, 1);
  }

  /** Neighbouring stages on each device. */
  CoupledStages(Workload workload, Priority priority, int inFlight, int stagesPerDevice) {
    this.stagesPerDevice = stagesPerDevice;
    this.workload = workload;
    this.priority = priority;
    this.inFlight = inFlight;
  }

  /** The schedule; {@code stepsOf} gives the steps of a device. */
  Schedule plan(IntFunction<List<Step>> stepsOf) {
    ScheduleBuilder schedule =
        new ScheduleBuilder(
            workload.devices() * stagesPerDevice,
            workload.microBatches(),
            single() ? Dispatch.IN_ORDER : Dispatch.WORK_CONSERVING);
    for (int device = 0; device < workload.devices(); device++) {
      LaneBuilder lane = schedule.device(device);
      List<Step> steps = stepsOf.apply(device);
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        planIteration(lane, device, steps, iteration);
        for (int stage = 0; stage < stagesPerDevice; stage++) {
          lane.update(device * stagesPerDevice + stage);
        }
      }
    }
    return schedule.build();
  }

  private boolean single() {
    return workload.microBatches() == 1;
  }

  private void planIteration(LaneBuilder lane, int device, List<Step> steps, int iteration) {
    int first = iteration * workload.microBatches();
    boolean forwardFirst = single() || priority == Priority.FORWARD_FIRST;
    for (int i = 0; i < steps.size(); i++) {
      int step = forwardFirst ? i : steps.size() - 1 - i;
      for (int m = 0; m < workload.microBatches(); m++) {
        steps.get(step).add(lane, first + m);
        if (inFlight < workload.microBatches()) {
          bound(lane, device, step, steps.size(), first, m);
        }
      }
    }
  }

  /**
   * A forward waits for all that the micro-batch {@code inFlight} before it in the mini-batch still
   * has to do.
   */
  private void bound(LaneBuilder lane, int device, int step, int steps, int first, int microBatch) {
    if (step > 0) {
      lane.signal(device, (first + microBatch) * steps + step);
    } else if (microBatch >= inFlight) {
      for (int later = 1; later < steps; later++) {
        lane.after(device, (first + microBatch - inFlight) * steps + later);
      }
    }
  }
}
