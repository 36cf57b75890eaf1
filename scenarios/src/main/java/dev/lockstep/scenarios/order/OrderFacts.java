package dev.lockstep.scenarios.order;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.scenarios.order.form.Order;
import dev.lockstep.scenarios.order.form.OrderStep;
import dev.lockstep.scenarios.order.form.TaskName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a task leaves for others, which follows from what the others name.
 *
 * @param inverted forwards whose stage is inverted later: they keep nothing
 * @param repeated forwards that are carried out again: they keep their input
 * @param returning backwards that return their stage's input to the stage before
 * @param relayed backwards of an own loss whose gradient the stage before takes on
 * @param awaited lane and position of each task that others wait for
 */
record OrderFacts(
    Set<TaskName> inverted,
    Set<TaskName> repeated,
    Set<TaskName> returning,
    Set<TaskName> relayed,
    Map<TaskName, int[]> awaited) {

  /**
   * What holds in an order.
   *
   * @throws ScheduleException if a task waits for one that is not there once
   */
  static OrderFacts of(Order order) {
    return new OrderFacts(
        names(again(order).filter(step -> step.from().isPresent()).map(OrderFacts::forward)),
        names(again(order).filter(step -> step.from().isEmpty()).map(OrderFacts::forward)),
        names(again(order).flatMap(step -> step.from().stream().flatMap(List::stream))),
        names(order.steps().flatMap(OrderFacts::relayedTo)),
        places(order));
  }

  private static Stream<OrderStep> again(Order order) {
    return order.steps().filter(step -> step.operation() == Operation.RECOMPUTE);
  }

  private static Set<TaskName> names(Stream<TaskName> names) {
    return names.collect(toUnmodifiableSet());
  }

  private static TaskName forward(OrderStep step) {
    return TaskName.of(Operation.FORWARD, step.stage(), step.microBatch());
  }

  private static Stream<TaskName> relayedTo(OrderStep step) {
    return Arrays.stream(step.losses())
        .filter(loss -> loss == step.stage() + 1)
        .mapToObj(loss -> TaskName.of(Operation.BACKWARD, loss, step.microBatch()).withLoss(loss));
  }

  private static Map<TaskName, int[]> places(Order order) {
    Set<TaskName> awaited = names(order.steps().flatMap(step -> step.after().stream()));
    Map<TaskName, int[]> places = new HashMap<>();
    for (int lane = 0; lane < order.lanes().size(); lane++) {
      List<OrderStep> steps = order.lanes().get(lane);
      for (int i = 0; i < steps.size(); i++) {
        TaskName name = steps.get(i).name();
        if (awaited.contains(name) && places.put(name, new int[] {lane, i}) != null) {
          throw bad(
              name, "is listed twice", "put #2 behind the name of the second, wherever it stands");
        }
      }
    }
    for (TaskName name : awaited) {
      if (!places.containsKey(name)) {
        throw bad(name, "no device lists", "the task behind the | is misspelt");
      }
    }
    return places;
  }

  private static ScheduleException bad(TaskName name, String what, String maybe) {
    return new ScheduleException(
        "a task waits for %s, which %s. Maybe %s.".formatted(name, what, maybe));
  }
}
