package dev.lockstep.scenarios.format;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.scenarios.order.OrderText;
import dev.lockstep.scenarios.order.TorchCsv;
import dev.lockstep.scenarios.prepare.RefusedException;

/** The order of each compute lane as text. */
public final class ScheduleText {

  private ScheduleText() {}

  /** One line a device, {@code device0: 0F0 0F1 0B0 ...}; {@code custom} reads it back. */
  public static String text(Schedule schedule, Strategy strategy) {
    return OrderText.of(schedule, strategy);
  }

  /**
   * One row a rank, one cell a task, as {@code torch.distributed.pipelining} loads a compute-only
   * schedule; {@code custom} reads it back.
   *
   * @param workload what the schedule was planned for
   * @throws RefusedException if PyTorch cannot say what the schedule does
   */
  public static String torchCsv(Schedule schedule, Strategy strategy, Workload workload) {
    try {
      return TorchCsv.of(schedule, strategy, workload);
    } catch (ScheduleException e) {
      throw new RefusedException("/strategy", e.getMessage(), "Maybe use the text form.");
    }
  }
}
