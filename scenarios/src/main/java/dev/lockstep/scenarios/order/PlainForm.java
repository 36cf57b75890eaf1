package dev.lockstep.scenarios.order;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes the tasks of one lane, in order, and marks what the plain form cannot say: {@code 0B3@F}
 * reads the weights of its forward, {@code 1B0*} reads or writes something else than the task of
 * end-to-end training does (a barrier, a loss of its own).
 */
public final class PlainForm {

  private final Schedule schedule;
  private final Map<Integer, Integer> newest = new HashMap<>();
  private final Map<Long, Integer> forwardVersions = new HashMap<>();

  /** For a lane of a schedule; tasks are to be written in the lane's order. */
  public PlainForm(Schedule schedule) {
    this.schedule = schedule;
  }

  /** The next task of the lane. */
  public String write(int task) {
    boolean isPlain = isPlain(task);
    int version = schedule.weightVersion(task);
    String weights = "";
    if (schedule.operation(task) == Operation.UPDATE) {
      newest.put(schedule.stage(task), version);
    } else if (schedule.operation(task).readsWeights()) {
      if (schedule.operation(task) == Operation.FORWARD) {
        forwardVersions.put(pass(task), version);
      }
      if (version != newest.getOrDefault(schedule.stage(task), 0)) {
        isPlain &= version == forwardVersions.getOrDefault(pass(task), -1);
        weights = "@F";
      }
    }
    return schedule.task(task) + weights + (isPlain ? "" : "*");
  }

  private long pass(int task) {
    return (long) schedule.stage(task) << 32 | schedule.microBatch(task);
  }

  private boolean isPlain(int task) {
    Set<Value> reads = new HashSet<>();
    for (int i = 0; i < schedule.readCount(task); i++) {
      reads.add(schedule.value(schedule.read(task, i)));
    }
    Set<Value> writes = new HashSet<>();
    for (int i = 0; i < schedule.writeCount(task); i++) {
      writes.add(schedule.value(schedule.write(task, i)));
    }
    int stage = schedule.stage(task);
    int microBatch = schedule.microBatch(task);
    int last = schedule.stageCount() - 1;
    Value stash = Value.of(ValueKind.STASH, stage, microBatch);
    Value input = Value.of(ValueKind.STORED_INPUT, stage, microBatch);
    Value output = Value.of(ValueKind.ACTIVATION, stage, microBatch);
    Value gradient = Value.gradient(stage, microBatch, last);
    Value weightGradient = Value.of(ValueKind.WEIGHT_GRADIENT, stage, microBatch);
    Value rest = new Value(ValueKind.WEIGHT_GRADIENT_STASH, stage, microBatch, last);
    Set<Value> below =
        stage == 0 ? Set.of() : Set.of(Value.of(ValueKind.ACTIVATION, stage - 1, microBatch));
    Set<Value> above =
        stage == last ? Set.of(stash) : Set.of(stash, Value.gradient(stage + 1, microBatch, last));
    return switch (schedule.operation(task)) {
      case FORWARD ->
          reads.equals(below)
              && (writes.equals(Set.of(output, stash)) || writes.equals(Set.of(output, input)));
      case RECOMPUTE -> reads.equals(Set.of(input)) && writes.equals(Set.of(stash));
      case BACKWARD -> reads.equals(above) && writes.equals(Set.of(gradient, weightGradient));
      case INPUT_GRADIENT -> reads.equals(above) && writes.equals(Set.of(gradient, rest));
      case WEIGHT_GRADIENT -> reads.equals(Set.of(rest)) && writes.equals(Set.of(weightGradient));
      case UPDATE -> writes.isEmpty() && reads.stream().allMatch(read -> isSummed(read, stage));
      default -> false;
    };
  }

  /** Gradient collectives are derived, so that an update that reads their sum is plain. */
  private static boolean isSummed(Value read, int stage) {
    boolean isGradient =
        read.kind() == ValueKind.WEIGHT_GRADIENT || read.kind() == ValueKind.REDUCED_GRADIENT;
    return isGradient && read.stage() == stage;
  }
}
