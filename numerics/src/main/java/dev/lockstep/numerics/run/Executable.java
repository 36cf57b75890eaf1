package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.numerics.tensor.ReversibleSequence;
import java.util.List;

/** Whether a schedule's tasks have numbers. */
final class Executable {

  private Executable() {}

  static void check(Schedule schedule) {
    for (int task = 0; task < schedule.taskCount(); task++) {
      Operation operation = schedule.operation(task);
      boolean last = schedule.stage(task) == schedule.stageCount() - 1;
      if (operation == Operation.BACKWARD && !last && !readsGradient(schedule, task)) {
        throw new UnsupportedOperationException(
            "%s reads no gradient: such a schedule is a bound on time, and trains nothing"
                .formatted(schedule.task(task)));
      }
    }
  }

  /**
   * Whether each stage is made of what its tasks need. Stage 0, whose input are samples, needs no
   * inverse.
   */
  static void check(Schedule schedule, List<StageNetwork> stages) {
    for (int task = 0; task < schedule.taskCount(); task++) {
      int stage = schedule.stage(task);
      boolean inverts =
          schedule.operation(task) == Operation.RECOMPUTE
              && schedule.valueStage(schedule.read(task, 0)) != stage;
      if (inverts && stage > 0 && ReversibleSequence.of(stages.get(stage).body()).isEmpty()) {
        throw new UnsupportedOperationException(
            "stage %d works out its input from its output, but its layers cannot be reversed; it has to be made of reversible blocks alone, such as those between two down-samplings of a reversible residual network"
                .formatted(stage));
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
