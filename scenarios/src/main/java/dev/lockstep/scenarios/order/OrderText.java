package dev.lockstep.scenarios.order;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.scenarios.order.form.Order;
import dev.lockstep.scenarios.order.form.OrderHeader;
import dev.lockstep.scenarios.order.form.OrderReader;
import dev.lockstep.scenarios.order.form.OrderStep;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A schedule in the text form, one line a device. What was written is read back: a task that then
 * is not the same says all that it reads and writes; one that is still not the same gets a star,
 * which the reader refuses.
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
    Order named = order(schedule, strategy);
    BitSet different = different(named, schedule);
    if (different.isEmpty()) {
      return text(named, different);
    }
    Order exact = exactly(named, schedule, different);
    return text(exact, different(exact, schedule));
  }

  /** The same order, in which the given tasks say all that they read and write; not updates. */
  private static Order exactly(Order order, Schedule schedule, BitSet tasks) {
    List<List<OrderStep>> devices = new ArrayList<>();
    for (int device = 0; device < order.devices().size(); device++) {
      List<OrderStep> steps = new ArrayList<>();
      for (OrderStep step : order.devices().get(device)) {
        int task = schedule.laneStart(device) + steps.size();
        boolean says = tasks.get(task) && !step.isUpdate();
        steps.add(says ? step.exactly(ScheduleOrder.exact(schedule, task)) : step);
      }
      devices.add(steps);
    }
    return new Order(order.header(), devices, order.choosing());
  }

  /** Tasks that are not the same once the text is read back: all if that cannot be done. */
  private static BitSet different(Order order, Schedule schedule) {
    BitSet different = new BitSet();
    int tasks = schedule.laneEnd(schedule.deviceCount() - 1);
    Optional<Schedule> planned = read(text(order, different), schedule);
    if (planned.isEmpty()) {
      different.set(0, tasks);
    } else {
      ScheduleMatch match = new ScheduleMatch(schedule, planned.get());
      IntStream.range(0, tasks).filter(task -> !match.isSame(task)).forEach(different::set);
    }
    return different;
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

  private static String text(Order order, BitSet different) {
    StringBuilder text = new StringBuilder();
    order.header().lines().forEach(line -> text.append(line).append('\n'));
    int task = 0;
    for (int device = 0; device < order.devices().size(); device++) {
      text.append("device").append(device).append(order.choosing() ? "*:" : ":");
      String before = " ";
      for (OrderStep step : order.devices().get(device)) {
        boolean same = !different.get(task++);
        text.append(before).append(step).append(same ? "" : "*");
        before = step.paired() && same ? "+" : " ";
      }
      text.append('\n');
    }
    return text.toString();
  }
}
