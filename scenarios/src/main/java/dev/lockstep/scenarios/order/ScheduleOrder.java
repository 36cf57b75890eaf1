package dev.lockstep.scenarios.order;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.scenarios.order.form.Order;
import dev.lockstep.scenarios.order.form.OrderHeader;
import dev.lockstep.scenarios.order.form.OrderStep;
import dev.lockstep.scenarios.order.form.OtherLane;
import dev.lockstep.scenarios.order.form.StepValues;
import dev.lockstep.scenarios.order.form.TaskName;
import dev.lockstep.scenarios.order.form.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The order of a schedule's planned lanes, in the words that name what each task reads. Not every
 * schedule can be said so: {@link OrderText} holds what was said against the schedule.
 */
final class ScheduleOrder {

  private final Schedule schedule;
  private final TaskNames names;
  private final Map<Integer, Integer> newest = new HashMap<>();
  private final Map<Value, Integer> forwardVersions = new HashMap<>();
  private final Set<Value> pending = new HashSet<>();

  private ScheduleOrder(Schedule schedule, TaskNames names) {
    this.schedule = schedule;
    this.names = names;
  }

  static Order of(Schedule schedule, OrderHeader header) {
    TaskNames names = TaskNames.of(schedule);
    List<List<OrderStep>> devices = new ArrayList<>();
    List<OtherLane> others = new ArrayList<>();
    for (int index = 0; index < ScheduleMatch.plannedLanes(schedule); index++) {
      List<OrderStep> steps = new ScheduleOrder(schedule, names).steps(index);
      Optional<OtherLane> other = OtherLane.of(schedule.lanes().get(index));
      other.ifPresentOrElse(lane -> others.add(lane.with(steps)), () -> devices.add(steps));
    }
    Lane first = schedule.lanes().get(0);
    int slots = first.dispatch() == Dispatch.IN_ORDER ? 0 : first.slots();
    return new Order(header, devices, slots, others);
  }

  private List<OrderStep> steps(int lane) {
    return IntStream.range(schedule.laneStart(lane), schedule.laneEnd(lane))
        .mapToObj(this::step)
        .toList();
  }

  private OrderStep step(int task) {
    List<Integer> more = Arrays.stream(names.losses(task)).skip(1).boxed().toList();
    OrderStep step =
        new OrderStep(
            names.name(task),
            more,
            from(task),
            Optional.empty(),
            weights(task),
            after(task),
            schedule.overlapsNext(task));
    note(task);
    return saysItAll(step) ? step : step.giving(values(schedule, task));
  }

  /** Whether such a task reads and writes what follows from its name, as far as it shows here. */
  private static boolean saysItAll(OrderStep step) {
    return switch (step.operation()) {
      case TANGENT, PROJECT -> false;
      case BACKWARD -> step.from().map(List::size).orElse(1) == 1;
      case INPUT_GRADIENT -> step.from().isEmpty();
      default -> true;
    };
  }

  /** All that a task reads and writes. */
  static StepValues values(Schedule schedule, int task) {
    return new StepValues(
        values(
            schedule,
            IntStream.range(0, schedule.readCount(task)).map(i -> schedule.read(task, i))),
        values(
            schedule,
            IntStream.range(0, schedule.writeCount(task)).map(i -> schedule.write(task, i))));
  }

  private static List<Value> values(Schedule schedule, IntStream numbers) {
    return numbers
        .filter(value -> StepValues.isData(schedule.valueKind(value)))
        .mapToObj(schedule::value)
        .toList();
  }

  /** Whose results the task reads, if they are not those that its name says. */
  private Optional<List<TaskName>> from(int task) {
    int stage = schedule.stage(task);
    int microBatch = schedule.microBatch(task);
    return switch (schedule.operation(task)) {
      case FORWARD ->
          unless(
              stage == 0 ? List.of() : forwards(stage - 1, microBatch),
              sources(task, ValueKind.ACTIVATION, Operation.FORWARD));
      case AUXILIARY, AUXILIARY_FORWARD ->
          unless(
              forwards(stage, microBatch), sources(task, ValueKind.ACTIVATION, Operation.FORWARD));
      case AUXILIARY_BACKWARD ->
          unless(
              List.of(TaskName.of(Operation.AUXILIARY_FORWARD, stage, microBatch)),
              sources(task, ValueKind.LOGITS, Operation.AUXILIARY_FORWARD));
      case BACKWARD, INPUT_GRADIENT ->
          unless(forwards(stage, microBatch), sources(task, ValueKind.STASH, Operation.FORWARD));
      case RECOMPUTE ->
          sources(task, ValueKind.STORED_INPUT, Operation.BACKWARD).stream()
              .filter(source -> source.stage() != stage)
              .findFirst()
              .map(List::of);
      case UPDATE -> copies(task);
      default -> Optional.empty();
    };
  }

  private static List<TaskName> forwards(int stage, int microBatch) {
    return List.of(TaskName.of(Operation.FORWARD, stage, microBatch));
  }

  private static Optional<List<TaskName>> unless(List<TaskName> usual, List<TaskName> read) {
    return usual.equals(read) ? Optional.empty() : Optional.of(read);
  }

  private List<TaskName> sources(int task, ValueKind kind, Operation writtenBy) {
    return reads(task).stream()
        .filter(value -> value.kind() == kind)
        .map(value -> TaskName.of(writtenBy, value.stage(), value.microBatch()))
        .toList();
  }

  /** Updates of copies of the stage whose gradients this update adds. */
  private Optional<List<TaskName>> copies(int update) {
    List<TaskName> copies =
        reads(update).stream()
            .filter(value -> value.kind() == ValueKind.WEIGHT_GRADIENT)
            .filter(value -> !pending.contains(value))
            .map(value -> TaskName.of(Operation.UPDATE, value.stage(), value.microBatch()))
            .toList();
    return copies.isEmpty() ? Optional.empty() : Optional.of(copies);
  }

  private Weights weights(int task) {
    int version = schedule.weightVersion(task);
    int latest = newest.getOrDefault(schedule.stage(task), 0);
    if (!schedule.operation(task).readsWeights() || version == latest) {
      return Weights.NEWEST;
    }
    boolean ofForward =
        schedule.operation(task) != Operation.FORWARD
            && version == forwardVersions.getOrDefault(pass(task), -1);
    return ofForward ? Weights.OF_FORWARD : new Weights(false, latest - version);
  }

  private List<TaskName> after(int task) {
    return IntStream.range(0, schedule.readCount(task))
        .map(i -> schedule.read(task, i))
        .filter(value -> schedule.valueKind(value) == ValueKind.BARRIER)
        .mapToObj(names::writer)
        .toList();
  }

  private void note(int task) {
    int stage = schedule.stage(task);
    if (schedule.operation(task) == Operation.UPDATE) {
      newest.put(stage, schedule.weightVersion(task));
      pending.removeIf(value -> value.stage() == stage);
    } else if (schedule.operation(task) == Operation.FORWARD) {
      forwardVersions.put(pass(task), schedule.weightVersion(task));
    }
    for (int i = 0; i < schedule.writeCount(task); i++) {
      Value value = schedule.value(schedule.write(task, i));
      if (value.kind() == ValueKind.WEIGHT_GRADIENT) {
        pending.add(value);
      }
    }
  }

  /** A stage's pass of a micro-batch. */
  private Value pass(int task) {
    return Value.of(ValueKind.ACTIVATION, schedule.stage(task), schedule.microBatch(task));
  }

  private List<Value> reads(int task) {
    return values(
        schedule, IntStream.range(0, schedule.readCount(task)).map(i -> schedule.read(task, i)));
  }
}
