package dev.lockstep.core.testing;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is going to be written into a schedule, step by step for each device: can be built with any
 * dispatch, on any numbering of the devices, and can be damaged.
 *
 * @param stages stages of the model
 * @param microBatches micro-batches
 * @param lanes for each device its steps, each of which adds one task
 */
public record Program(int stages, int microBatches, List<List<Consumer<LaneBuilder>>> lanes) {

  /** The schedule of one device's tasks after another's, without transfers. */
  public Schedule build(Dispatch dispatch) {
    ScheduleBuilder schedule = new ScheduleBuilder(stages, microBatches, dispatch);
    for (int device = 0; device < lanes.size(); device++) {
      LaneBuilder lane = schedule.device(device);
      lanes.get(device).forEach(step -> step.accept(lane));
    }
    return schedule.build();
  }

  /** The schedule with its transfers. */
  public Schedule lowered(Dispatch dispatch) {
    return TransferLowering.lower(build(dispatch));
  }

  /** A copy whose lanes can be changed. */
  public Program copy() {
    List<List<Consumer<LaneBuilder>>> copies = new ArrayList<>();
    lanes.forEach(lane -> copies.add(new ArrayList<>(lane)));
    return new Program(stages, microBatches, copies);
  }
}
