package dev.lockstep.scenarios.order;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.scenarios.order.form.Order;
import dev.lockstep.scenarios.order.form.OrderStep;
import dev.lockstep.scenarios.order.form.StepValues;
import dev.lockstep.scenarios.order.form.TaskName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the steps of one lane down, repetition after repetition. */
final class LanePlan {

  private static final StepValues NOTHING = new StepValues(List.of(), List.of());

  private final LaneBuilder lane;
  private final int index;
  private final Order order;
  private final OrderFacts facts;
  private final int microBatches;
  private final int[] sizes;
  private final Map<Integer, Integer> updates = new HashMap<>();
  private int repetition;

  /**
   * Begins with a lane that is empty.
   *
   * @param index of the lane in the order
   */
  LanePlan(LaneBuilder lane, int index, Order order, OrderFacts facts) {
    this.lane = lane;
    this.index = index;
    this.order = order;
    this.facts = facts;
    this.microBatches = order.microBatches();
    this.sizes = order.lanes().stream().mapToInt(List::size).toArray();
  }

  /**
   * Adds the steps once.
   *
   * @param listed the tasks that all lanes list in this repetition: no task waits for others
   */
  void add(List<OrderStep> steps, int repetitionNow, Set<TaskName> listed) {
    repetition = repetitionNow;
    for (int i = 0; i < steps.size(); i++) {
      OrderStep step = steps.get(i);
      if (step.paired() && i + 1 < steps.size()) {
        OrderStep back = steps.get(++i);
        lane.overlapped(step.stage(), number(step), back.stage(), number(back));
        step = back;
      } else {
        add(step);
      }
      modify(step, listed);
    }
  }

  /** The optimizer's step at the end of a device that lists none. */
  void addMissingUpdates(List<OrderStep> steps) {
    if (steps.stream().noneMatch(OrderStep::isUpdate)) {
      steps.stream().map(OrderStep::stage).distinct().sorted().forEach(this::addUpdate);
    }
  }

  private void add(OrderStep step) {
    int stage = step.stage();
    int microBatch = number(step);
    int[] losses = step.losses();
    if (step.values().isPresent()) {
      addGiven(step, step.values().get());
      return;
    }
    switch (step.operation()) {
      case FORWARD -> addForward(step, microBatch);
      case BACKWARD -> addBackward(step, microBatch);
      case UPDATE -> addUpdate(step);
      case JOIN -> lane.join(stage, microBatch);
      case RECOMPUTE -> {
        if (step.from().isPresent()) {
          lane.reconstruct(stage, microBatch);
        } else {
          lane.recompute(stage, microBatch);
        }
      }
      case INPUT_GRADIENT -> {
        if (losses.length == 0) {
          lane.inputGradient(stage, microBatch);
        } else {
          lane.inputGradient(stage, microBatch, losses[0]);
        }
      }
      case WEIGHT_GRADIENT -> {
        if (losses.length == 0) {
          lane.weightGradient(stage, microBatch);
        } else {
          lane.weightGradient(stage, microBatch, losses);
        }
      }
      case AUXILIARY -> lane.auxiliaryFrom(stage, microBatch, sources(step));
      case AUXILIARY_FORWARD -> lane.auxiliaryForward(stage, microBatch, sources(step));
      case AUXILIARY_BACKWARD -> lane.auxiliaryBackward(stage, microBatch, sources(step));
      default -> addGiven(step, NOTHING);
    }
  }

  /** A task that reads and writes what is listed behind it. */
  private void addGiven(OrderStep step, StepValues values) {
    if (values.equals(NOTHING) && step.operation().isCompute()) {
      throw new ScheduleException(
          "%s does not say what it reads and writes. Maybe add that in braces, such as 0TF0{S(0,0)>V(0,0,0)}."
              .formatted(step));
    }
    lane.task(
        step.operation(),
        step.stage(),
        number(step),
        step.name().noted(order.stages()),
        values.reads().stream().map(value -> inRepetition(step, value)).toList(),
        values.writes().stream().map(value -> inRepetition(step, value)).toList());
  }

  private Value inRepetition(OrderStep step, Value value) {
    int most = Math.max(value.stage(), value.loss());
    if (most >= order.stages() || value.microBatch() >= microBatches) {
      throw new ScheduleException(
          "%s names %s; stages are 0 to %d, micro-batches 0 to %d"
              .formatted(step, value, order.stages() - 1, microBatches - 1));
    }
    return new Value(value.kind(), value.stage(), number(value.microBatch()), value.loss());
  }

  private void addForward(OrderStep step, int microBatch) {
    int stage = step.stage();
    if (step.from().isPresent()) {
      List<TaskName> from = step.from().get();
      boolean replays = from.size() == 1 && from.get(0).microBatch() != step.microBatch();
      if (replays) {
        lane.forwardFrom(stage, microBatch, new int[0])
            .reads(Value.of(ValueKind.ACTIVATION, stage - 1, number(from.get(0).microBatch())));
      } else {
        lane.forwardFrom(stage, microBatch, sources(step));
      }
    } else if (facts.inverted().contains(step.name())) {
      lane.forwardKeepingNothing(stage, microBatch);
    } else if (facts.repeated().contains(step.name())) {
      lane.forwardKeepingInput(stage, microBatch);
    } else {
      lane.forward(stage, microBatch);
    }
  }

  private void addBackward(OrderStep step, int microBatch) {
    int stage = step.stage();
    int[] losses = step.losses();
    boolean own = losses.length == 1 && losses[0] == stage;
    int stashes = step.from().map(List::size).orElse(1);
    if (stashes != 1) {
      throw new ScheduleException(
          "%s reads the activations of %d forwards. Maybe name one behind the <."
              .formatted(step, stashes));
    }
    if (step.name().loss() == TaskName.NONE) {
      lane.backwardAlone(stage, microBatch);
    } else if (step.from().isPresent()) {
      lane.backwardWithStashOf(number(step.from().get().get(0).microBatch()), stage, microBatch);
    } else if (own && !facts.relayed().contains(step.name())) {
      lane.localBackward(stage, microBatch);
    } else if (losses.length == 0) {
      lane.backward(stage, microBatch);
    } else {
      lane.backward(stage, microBatch, losses);
    }
    if (facts.returning().contains(step.name())) {
      lane.returningInput();
    }
  }

  private void addUpdate(OrderStep step) {
    if (step.from().isPresent()) {
      lane.updateWithCopy(step.stage(), number(step.from().get().get(0).microBatch()));
      updates.merge(step.stage(), 1, Integer::sum);
    } else {
      addUpdate(step.stage());
    }
  }

  private void addUpdate(int stage) {
    lane.update(stage);
    updates.merge(stage, 1, Integer::sum);
  }

  /** Weights, and what the task waits for and others wait for it. */
  private void modify(OrderStep step, Set<TaskName> listed) {
    if (step.weights().ofForward()) {
      lane.withForwardWeights();
    } else if (step.weights().older() > 0) {
      lane.withWeights(updates.getOrDefault(step.stage(), 0) - step.weights().older());
    }
    for (TaskName other : step.after()) {
      if (listed.contains(other)) {
        int[] place = facts.awaited().get(other);
        lane.after(place[0], barrier(place));
      }
    }
    if (facts.awaited().containsKey(step.name())) {
      lane.signal(index, barrier(facts.awaited().get(step.name())));
    }
  }

  /** A number that the task at a place has in no other repetition. */
  private int barrier(int[] place) {
    return repetition * sizes[place[0]] + place[1];
  }

  private static int[] sources(OrderStep step) {
    return step.from().isPresent()
        ? step.from().get().stream().mapToInt(TaskName::stage).toArray()
        : new int[] {step.stage()};
  }

  private int number(OrderStep step) {
    return number(step.microBatch());
  }

  private int number(int microBatch) {
    return repetition * microBatches + microBatch;
  }
}
