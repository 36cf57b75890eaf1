package dev.lockstep.scenarios.order;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.scenarios.order.form.TaskName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the tasks of a schedule are called, each differently. */
final class TaskNames {

  private final Schedule schedule;
  private final TaskName[] names;
  private final int[] writer;

  private TaskNames(Schedule schedule) {
    this.schedule = schedule;
    this.names = new TaskName[schedule.laneEnd(ScheduleMatch.plannedLanes(schedule) - 1)];
    this.writer = new int[schedule.valueCount()];
  }

  static TaskNames of(Schedule schedule) {
    TaskNames names = new TaskNames(schedule);
    names.find();
    return names;
  }

  private void find() {
    Map<TaskName, Integer> copies = new HashMap<>();
    for (int task = 0; task < names.length; task++) {
      TaskName first =
          TaskName.of(schedule.operation(task), schedule.stage(task), schedule.microBatch(task))
              .withLoss(losses(task)[0]);
      names[task] = first.withCopy(copies.merge(first, 1, Integer::sum));
      for (int i = 0; i < schedule.writeCount(task); i++) {
        writer[schedule.write(task, i)] = task;
      }
    }
  }

  /** What a task is called. */
  TaskName name(int task) {
    return names[task];
  }

  /** The task that writes a value. */
  TaskName writer(int value) {
    return names[writer[value]];
  }

  /** The losses that a task propagates, as {@link TaskName} numbers them. */
  int[] losses(int task) {
    int last = schedule.stageCount() - 1;
    int[] read = lossesRead(task);
    boolean isLast = Arrays.equals(read, new int[] {last});
    boolean ends = schedule.stage(task) == last;
    return switch (schedule.operation(task)) {
      case WEIGHT_GRADIENT -> isLast ? new int[] {TaskName.LAST} : orNoted(read, task);
      case BACKWARD, INPUT_GRADIENT -> {
        if (read.length == 0) {
          yield new int[] {ends ? TaskName.LAST : TaskName.NONE};
        }
        boolean several = ends && read.length > 1;
        yield several || isLast && !ends ? orNoted(new int[0], task) : read;
      }
      default -> orNoted(new int[0], task);
    };
  }

  private int[] orNoted(int[] read, int task) {
    int noted = schedule.task(task).loss();
    TaskName usual =
        TaskName.of(schedule.operation(task), schedule.stage(task), schedule.microBatch(task));
    return read.length > 0
        ? read
        : new int[] {noted == usual.noted(schedule.stageCount()) ? TaskName.LAST : noted};
  }

  private int[] lossesRead(int task) {
    List<Value> reads =
        IntStream.range(0, schedule.readCount(task))
            .mapToObj(i -> schedule.value(schedule.read(task, i)))
            .toList();
    return reads.stream()
        .filter(value -> isOfLoss(schedule.operation(task), value))
        .mapToInt(value -> value.kind() == ValueKind.LOSS ? value.stage() : value.loss())
        .toArray();
  }

  private static boolean isOfLoss(Operation operation, Value read) {
    return switch (read.kind()) {
      case WEIGHT_GRADIENT_STASH -> operation == Operation.WEIGHT_GRADIENT;
      case GRADIENT, LOSS ->
          operation == Operation.BACKWARD || operation == Operation.INPUT_GRADIENT;
      default -> false;
    };
  }
}
