package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;

/** Whether a schedule's tasks have numbers. */
final class Executable {

  private Executable() {}

  static void check(Schedule schedule) {
    for (int task = 0; task < schedule.taskCount(); task++) {
      Operation operation = schedule.operation(task);
      if (operation == Operation.TANGENT || operation == Operation.PROJECT) {
        throw new UnsupportedOperationException(
            "%s differentiates forward; numbers are there for backward differentiation alone"
                .formatted(schedule.task(task)));
      }
      boolean last = schedule.stage(task) == schedule.stageCount() - 1;
      if (operation == Operation.BACKWARD && !last && !readsGradient(schedule, task)) {
        throw new UnsupportedOperationException(
            "%s reads no gradient: such a schedule is a bound on time, and trains nothing"
                .formatted(schedule.task(task)));
      }
    }
  }

  private static boolean readsGradient(Schedule schedule, int task) {
    for (int i = 0; i < schedule.readCount(task); i++) {
      ValueKind kind = schedule.valueKind(schedule.read(task, i));
      if (kind == ValueKind.GRADIENT || kind == ValueKind.LOSS) {
        return true;
      }
    }
    return false;
  }
}
