package dev.lockstep.scenarios.order;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.scenarios.order.form.Order;
import dev.lockstep.scenarios.order.form.OrderHeader;
import dev.lockstep.scenarios.order.form.OrderStep;
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
 * The order of a schedule's compute lanes, in the words that name what each task reads. Not every
 * schedule can be said so: {@link OrderText} holds what was said against the schedule.
 */
final class ScheduleOrder {

  private final Schedule schedule;
  private final int[] writer;
  private final Map<Integer, Integer> newest = new HashMap<>();
  private final Map<Value, Integer> forwardVersions = new HashMap<>();
  private final Set<Value> pending = new HashSet<>();

  private ScheduleOrder(Schedule schedule) {
    this.schedule = schedule;
    this.writer = new int[schedule.valueCount()];
    for (int task = 0; task < schedule.taskCount(); task++) {
      for (int i = 0; i < schedule.writeCount(task); i++) {
        writer[schedule.write(task, i)] = task;
      }
    }
  }

  static Order of(Schedule schedule, OrderHeader header) {
    List<List<OrderStep>> devices = new ArrayList<>();
    for (int lane = 0; lane < schedule.deviceCount(); lane++) {
      devices.add(new ScheduleOrder(schedule).steps(lane));
    }
    boolean chooses = schedule.lanes().get(0).dispatch() != Dispatch.IN_ORDER;
    return new Order(header, devices, chooses);
  }

  private List<OrderStep> steps(int lane) {
    return IntStream.range(schedule.laneStart(lane), schedule.laneEnd(lane))
        .mapToObj(this::step)
        .toList();
  }

  private OrderStep step(int task) {
    int[] losses = losses(task);
    List<Integer> more = Arrays.stream(losses).skip(1).boxed().toList();
    OrderStep step =
        new OrderStep(
            name(task, losses),
            more,
            from(task),
            weights(task),
            after(task),
            schedule.overlapsNext(task));
    note(task);
    return step;
  }

  private TaskName name(int task, int[] losses) {
    return new TaskName(
        schedule.operation(task), schedule.stage(task), schedule.microBatch(task), losses[0]);
  }

  /** The losses that a task propagates, as {@link TaskName} numbers them. */
  private int[] losses(int task) {
    int last = schedule.stageCount() - 1;
    int[] read =
        reads(task).stream()
            .filter(value -> isOfLoss(schedule.operation(task), value))
            .mapToInt(value -> value.kind() == ValueKind.LOSS ? value.stage() : value.loss())
            .toArray();
    boolean isLast = Arrays.equals(read, new int[] {last});
    boolean ends = schedule.stage(task) == last;
    return switch (schedule.operation(task)) {
      case WEIGHT_GRADIENT -> isLast ? new int[] {TaskName.LAST} : read;
      case BACKWARD, INPUT_GRADIENT -> {
        if (read.length == 0) {
          yield new int[] {ends ? TaskName.LAST : TaskName.NONE};
        }
        yield isLast && !ends ? new int[] {TaskName.LAST} : read;
      }
      default -> new int[] {TaskName.LAST};
    };
  }

  private static boolean isOfLoss(Operation operation, Value read) {
    return switch (read.kind()) {
      case WEIGHT_GRADIENT_STASH -> operation == Operation.WEIGHT_GRADIENT;
      case GRADIENT, LOSS ->
          operation == Operation.BACKWARD || operation == Operation.INPUT_GRADIENT;
      default -> false;
    };
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
    List<TaskName> awaited = new ArrayList<>();
    for (int i = 0; i < schedule.readCount(task); i++) {
      int value = schedule.read(task, i);
      if (schedule.valueKind(value) == ValueKind.BARRIER) {
        awaited.add(name(writer[value], losses(writer[value])));
      }
    }
    return awaited;
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
    return IntStream.range(0, schedule.readCount(task))
        .mapToObj(i -> schedule.value(schedule.read(task, i)))
        .toList();
  }
}
