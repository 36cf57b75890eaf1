package dev.lockstep.scenarios.order;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.scenarios.order.form.Order;
import dev.lockstep.scenarios.order.form.OrderStep;
import dev.lockstep.scenarios.order.form.OtherLane;
import dev.lockstep.scenarios.order.form.TaskName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes an order down as a schedule, again and again if it is shorter than the run. */
final class OrderPlan {

  private OrderPlan() {}

  /**
   * The schedule of so many mini-batches; the last repetition holds as much of the order as belongs
   * to what is left.
   *
   * @throws ScheduleException if it cannot be carried out
   */
  static Schedule of(Order order, int iterations) {
    int held = order.header().iterations();
    int each = order.microBatches() / held;
    ScheduleBuilder schedule = builder(order, each);
    OrderFacts facts = OrderFacts.of(order);
    List<LanePlan> lanes = new ArrayList<>();
    for (int device = 0; device < order.devices().size(); device++) {
      lanes.add(new LanePlan(schedule.device(device), lanes.size(), order, facts));
    }
    for (OtherLane other : order.others()) {
      lanes.add(new LanePlan(other.begin(schedule), lanes.size(), order, facts));
    }
    for (int first = 0; first < iterations; first += held) {
      plan(lanes, order, first / held, (iterations - first) * each);
    }
    return schedule.build();
  }

  private static ScheduleBuilder builder(Order order, int microBatches) {
    return order.choosing()
        ? ScheduleBuilder.sideBySide(order.stages(), microBatches, order.slots())
        : new ScheduleBuilder(order.stages(), microBatches);
  }

  private static void plan(List<LanePlan> lanes, Order order, int repetition, int limit) {
    List<List<OrderStep>> kept =
        order.lanes().stream().map(steps -> kept(steps, limit, order.microBatches())).toList();
    Set<TaskName> listed = new HashSet<>();
    kept.forEach(steps -> steps.forEach(step -> listed.add(step.name())));
    for (int lane = 0; lane < kept.size(); lane++) {
      lanes.get(lane).add(kept.get(lane), repetition, listed);
      if (lane < order.devices().size()) {
        lanes.get(lane).addMissingUpdates(kept.get(lane));
      }
    }
  }

  /** Without later micro-batches, and without updates that then have nothing to apply. */
  private static List<OrderStep> kept(List<OrderStep> steps, int limit, int microBatches) {
    if (limit >= microBatches) {
      return steps;
    }
    List<OrderStep> kept = new ArrayList<>();
    Set<Integer> pending = new HashSet<>();
    for (OrderStep step : steps) {
      boolean keeps =
          step.isUpdate()
              ? pending.remove(step.stage())
              : step.isJoin() || step.microBatch() < limit;
      if (keeps) {
        kept.add(step);
        if (step.addsWeightGradient()) {
          pending.add(step.stage());
        }
      }
    }
    return kept;
  }
}
