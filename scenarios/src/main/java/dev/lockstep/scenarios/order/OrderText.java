package dev.lockstep.scenarios.order;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.scenarios.order.form.Order;
import dev.lockstep.scenarios.order.form.OrderHeader;
import dev.lockstep.scenarios.order.form.OrderReader;
import dev.lockstep.scenarios.order.form.OrderStep;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * A schedule in the text form, one line a device. What was written is read back: a task that then
 * is not the same, which no strategy of this project has, gets a star, which the reader refuses.
 */
public final class OrderText {

  private OrderText() {}

  /**
   * The order of the compute lanes.
   *
   * @param schedule with or without transfers and collectives
   * @param strategy that planned it
   */
  public static String of(Schedule schedule, Strategy strategy) {
    Order order = order(schedule, strategy);
    return text(order, schedule, read(text(order, schedule, Optional.of(schedule)), schedule));
  }

  static Order order(Schedule schedule, Strategy strategy) {
    Order plain = ScheduleOrder.of(schedule, OrderHeader.PLAIN);
    int usual = Math.max(1, plain.stages() / schedule.deviceCount());
    int given = strategy.stagesPerDevice();
    OrderHeader header =
        new OrderHeader(
            Math.max(1, plain.microBatches() / schedule.microBatchesPerIteration()),
            strategy.slicesPerMicroBatch(),
            given == usual ? OptionalInt.empty() : OptionalInt.of(given),
            strategy.isLowerBound());
    return new Order(header, plain.devices(), plain.choosing());
  }

  /** What the text says; empty if it cannot be carried out. */
  private static Optional<Schedule> read(String text, Schedule schedule) {
    try {
      Order order = OrderReader.read("the order", text);
      Schedule planned = OrderPlan.of(order, order.header().iterations());
      boolean same = new ScheduleMatch(schedule, planned).hasSameLanes();
      return same ? Optional.of(planned) : Optional.empty();
    } catch (ScheduleException e) {
      return Optional.empty();
    }
  }

  private static String text(Order order, Schedule schedule, Optional<Schedule> planned) {
    StringBuilder text = new StringBuilder();
    order.header().lines().forEach(line -> text.append(line).append('\n'));
    Optional<ScheduleMatch> match = planned.map(other -> new ScheduleMatch(schedule, other));
    for (int device = 0; device < order.devices().size(); device++) {
      List<OrderStep> steps = order.devices().get(device);
      String name = "device" + device + (order.choosing() ? "*: " : ": ");
      StringJoiner line = new StringJoiner("", name, "\n");
      for (int i = 0; i < steps.size(); i++) {
        int task = schedule.laneStart(device) + i;
        boolean same = match.isPresent() && match.get().isSame(task);
        line.add(steps.get(i) + (same ? "" : "*"));
        line.add(i == steps.size() - 1 ? "" : steps.get(i).paired() && same ? "+" : " ");
      }
      text.append(line);
    }
    return text.toString();
  }
}
