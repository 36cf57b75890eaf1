package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.numerics.run.value.Values;
import dev.lockstep.numerics.run.weights.Delays;
import java.util.List;

/**
 * What all tasks of a run work on.
 *
 * @param values what tasks have written and others are still to read
 * @param delays of forwards
 * @param log what is noted
 */
record RunState(
    Schedule schedule,
    Training training,
    List<Stage> stages,
    Values values,
    Delays delays,
    RunLog log) {

  Stage stage(int task) {
    return stages.get(schedule.stage(task));
  }

  String name(int task) {
    return schedule.task(task).toString();
  }
}
