package dev.lockstep.scenarios.order.form;

import static java.util.stream.Collectors.joining;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One task of an order, and where it differs from the task of that name in end-to-end training.
 *
 * @param name what it is; with several losses the first of them
 * @param moreLosses further losses whose gradients are added
 * @param from tasks whose results it reads instead of those it would read
 * @param values all that it reads and writes, where the rest does not say it
 * @param weights the weights it reads
 * @param after tasks that it waits for without reading anything of theirs
 * @param paired whether it is a forward that is carried out together with the next task
 */
public record OrderStep(
    TaskName name,
    List<Integer> moreLosses,
    Optional<List<TaskName>> from,
    Optional<StepValues> values,
    Weights weights,
    List<TaskName> after,
    boolean paired) {

  /** Copies the lists. */
  public OrderStep {
    moreLosses = List.copyOf(moreLosses);
    from = from.map(List::copyOf);
    after = List.copyOf(after);
  }

  /** A task of end-to-end training. */
  public static OrderStep plain(TaskName name) {
    return new OrderStep(
        name, List.of(), Optional.empty(), Optional.empty(), Weights.NEWEST, List.of(), false);
  }

  /** The same, carried out together with the next task. */
  public OrderStep inPair() {
    return new OrderStep(name, moreLosses, from, values, weights, after, true);
  }

  /** The same, with all that it reads and writes given. */
  public OrderStep giving(StepValues given) {
    return new OrderStep(
        name, List.of(), Optional.empty(), Optional.of(given), weights, after, false);
  }

  public Operation operation() {
    return name.operation();
  }

  public int stage() {
    return name.stage();
  }

  public int microBatch() {
    return name.microBatch();
  }

  public boolean isUpdate() {
    return operation() == Operation.UPDATE;
  }

  public boolean isJoin() {
    return operation() == Operation.JOIN;
  }

  /** Whether it is the task of end-to-end training that its name says, alone or in a pair. */
  public boolean isPlain() {
    boolean endToEnd = name.loss() == TaskName.LAST && moreLosses.isEmpty();
    boolean derived = from.isEmpty() && values.isEmpty();
    return endToEnd && derived && weights.equals(Weights.NEWEST) && after.isEmpty();
  }

  /** Whether an update of the stage has something to apply after it. */
  public boolean addsWeightGradient() {
    return values
        .map(given -> given.writes().stream().map(Value::kind).toList())
        .map(kinds -> kinds.contains(ValueKind.WEIGHT_GRADIENT))
        .orElse(operation() == Operation.BACKWARD || operation() == Operation.WEIGHT_GRADIENT);
  }

  /** The losses, the first one included; empty for the true loss and for none. */
  public int[] losses() {
    List<Integer> all = new ArrayList<>();
    if (name.loss() >= 0) {
      all.add(name.loss());
    }
    all.addAll(moreLosses);
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  /** What stands between stage numbers alone in a list of sources. */
  public static Operation usualSource(Operation reader) {
    return reader == Operation.AUXILIARY_BACKWARD ? Operation.AUXILIARY_FORWARD : Operation.FORWARD;
  }

  @Override
  public String toString() {
    String losses = moreLosses.stream().map(loss -> "," + loss).collect(joining());
    String sources =
        from.map(this::sources).orElse("") + values.map(StepValues::toString).orElse("");
    String waits =
        after.isEmpty()
            ? ""
            : after.stream().map(TaskName::toString).collect(joining(",", "|", ""));
    return name + losses + sources + weights + waits;
  }

  /** Neighbouring stages as a range: {@code <2-5}. */
  private String sources(List<TaskName> tasks) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      int end = i;
      while (end + 1 < tasks.size()
          && isUsual(tasks.get(i))
          && follows(tasks.get(end), tasks.get(end + 1))) {
        end++;
      }
      TaskName first = tasks.get(i);
      if (!isUsual(first)) {
        parts.add(first.toString());
      } else {
        parts.add(end == i ? "" + first.stage() : first.stage() + "-" + tasks.get(end).stage());
      }
      i = end;
    }
    return "<" + (parts.isEmpty() ? "-" : String.join(",", parts));
  }

  private boolean isUsual(TaskName source) {
    return source.equals(TaskName.of(usualSource(operation()), source.stage(), microBatch()));
  }

  private static boolean follows(TaskName task, TaskName next) {
    return next.equals(TaskName.of(task.operation(), task.stage() + 1, task.microBatch()));
  }
}
