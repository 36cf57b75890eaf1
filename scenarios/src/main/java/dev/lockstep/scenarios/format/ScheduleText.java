package dev.lockstep.scenarios.format;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.scenarios.order.PlainForm;
import dev.lockstep.scenarios.prepare.RefusedException;
import java.util.EnumSet;
import java.util.Set;
import java.util.StringJoiner;

/** The order of each compute lane as text. */
public final class ScheduleText {

  private static final Set<Operation> TORCH =
      EnumSet.of(
          Operation.FORWARD,
          Operation.BACKWARD,
          Operation.INPUT_GRADIENT,
          Operation.WEIGHT_GRADIENT);

  private ScheduleText() {}

  /**
   * One line a device: {@code device0: 0F0 0F1 0B0 ...}. A backward with {@code @F} reads the
   * weights of its forward; a star stands where a task reads or writes, or a device chooses, what
   * this form cannot say, so that nobody takes it for the whole of the strategy.
   */
  public static String text(Schedule schedule) {
    StringBuilder text = new StringBuilder();
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      PlainForm form = new PlainForm(schedule);
      boolean chooses = schedule.lanes().get(lane).dispatch() != Dispatch.IN_ORDER;
      String name = schedule.lanes().get(lane).name() + (chooses ? "*: " : ": ");
      StringJoiner tasks = new StringJoiner(" ", name, "\n");
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        tasks.add(form.write(task));
      }
      text.append(tasks);
    }
    return text.toString();
  }

  /**
   * One row a rank, one cell a task, as {@code torch.distributed.pipelining} loads a compute-only
   * schedule: stage, one of F, B (full backward), I (input gradient), W (weight gradient),
   * micro-batch. Updates are not part of it: PyTorch steps the optimizer after the schedule.
   *
   * @throws RefusedException if a task cannot be said in this format, or lanes have no fixed order
   */
  public static String torchCsv(Schedule schedule, String strategy) {
    if (schedule.isWorkConserving()) {
      throw new RefusedException(
          "/strategy",
          "%s chooses among ready tasks at run time".formatted(strategy),
          "The format torch-csv needs a fixed order on every rank.");
    }
    StringBuilder csv = new StringBuilder();
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      StringJoiner row = new StringJoiner(",", "", "\n");
      for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
        Operation operation = schedule.operation(task);
        if (TORCH.contains(operation)) {
          row.add(schedule.task(task).toString());
        } else if (operation != Operation.UPDATE) {
          throw new RefusedException(
              "/strategy",
              "%s on rank %d is an operation that PyTorch's schedules do not have"
                  .formatted(schedule.task(task), lane),
              "The format torch-csv takes strategies of forwards, backwards and their two halves only.");
        }
      }
      csv.append(row);
    }
    return csv.toString();
  }
}
