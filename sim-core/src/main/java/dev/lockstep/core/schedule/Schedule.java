package dev.lockstep.core.schedule;

import dev.lockstep.core.schedule.check.TopologicalOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What every lane does, in which order, reading and writing which values. Immutable.
 *
 * <p>Tasks have dense ids; those of a lane are consecutive, in lane order. Everything else
 * (predecessors, weight versions, an order in which the tasks can be carried out) is derived when
 * the schedule is built, and a schedule that cannot be carried out is refused then. A {@link Task}
 * or {@link Value} is a view, made when someone looks.
 */
public final class Schedule {

  private final TaskTable tasks;
  private final int stageCount;
  private final int microBatchesPerIteration;
  private final int deviceCount;
  private final int[] predecessorStart;
  private final int[] predecessors;
  private final int[] order;

  Schedule(TaskTable tasks, int stageCount, int microBatchesPerIteration) {
    this.tasks = tasks;
    this.stageCount = stageCount;
    this.microBatchesPerIteration = microBatchesPerIteration;
    this.deviceCount = (int) tasks.lanes().stream().filter(Lane::isCompute).count();
    Dependencies dependencies = Dependencies.derive(tasks);
    this.predecessorStart = dependencies.start();
    this.predecessors = dependencies.predecessors();
    TopologicalOrder search = new TopologicalOrder(strands(tasks), predecessorStart, predecessors);
    if (!search.isComplete()) {
      throw new ScheduleException(deadlock(search));
    }
    this.order = search.order();
  }

  /** Stages of the model, over all devices. */
  public int stageCount() {
    return stageCount;
  }

  /** Micro-batches of one mini-batch. */
  public int microBatchesPerIteration() {
    return microBatchesPerIteration;
  }

  /** The mini-batch that a task's micro-batch belongs to; of a join that of the task before it. */
  public int iteration(int task) {
    int named = task;
    while (named > 0 && operation(named) == Operation.JOIN) {
      named--;
    }
    return tasks.microBatches()[named] / microBatchesPerIteration;
  }

  /** Number of tasks. */
  public int taskCount() {
    return tasks.taskCount();
  }

  /** Number of named values. */
  public int valueCount() {
    return tasks.valueKeys().length;
  }

  /** Number of devices, counted by the compute lanes. */
  public int deviceCount() {
    return deviceCount;
  }

  /** All lanes: compute lanes by device, then links and collective lanes. */
  public List<Lane> lanes() {
    return tasks.lanes();
  }

  /** First task of a lane; its last one is {@code laneEnd(lane) - 1}. */
  public int laneStart(int lane) {
    return tasks.laneStart()[lane];
  }

  /** One past the last task of a lane. */
  public int laneEnd(int lane) {
    return tasks.laneStart()[lane + 1];
  }

  /** The lane a task is on. */
  public int laneOf(int task) {
    return tasks.laneOf(task);
  }

  /** What a task does. */
  public Operation operation(int task) {
    return tasks.operation(task);
  }

  /** The stage of a task, 0-based. */
  public int stage(int task) {
    return tasks.stages()[task];
  }

  /** The micro-batch of a task, over the whole schedule, 0-based. */
  public int microBatch(int task) {
    return tasks.microBatches()[task];
  }

  /**
   * Version of the stage's weights that a task reads or, for an update, writes; -1 where weights
   * play no part.
   */
  public int weightVersion(int task) {
    return tasks.weightVersions()[task];
  }

  /**
   * Whether a task is a forward that is carried out together with the backward listed after it: its
   * activation leaves with that one.
   */
  public boolean overlapsNext(int task) {
    int next = task + 1;
    return operation(task) == Operation.FORWARD
        && next < taskCount()
        && operation(next) == Operation.BACKWARD
        && valueKind(write(next, writeCount(next) - 1)) == ValueKind.ACTIVATION;
  }

  /** A task as an object. */
  public Task task(int task) {
    return tasks.task(task);
  }

  /** A value as an object. */
  public Value value(int value) {
    return tasks.value(value);
  }

  /** The kind of a value, without making an object. */
  public ValueKind valueKind(int value) {
    return Value.kindOf(tasks.valueKeys()[value]);
  }

  /** The stage of a value, without making an object. */
  public int valueStage(int value) {
    return Value.stageOf(tasks.valueKeys()[value]);
  }

  /** How many values a task reads. */
  public int readCount(int task) {
    return tasks.readStart()[task + 1] - tasks.readStart()[task];
  }

  /** The number of the {@code index}-th value that a task reads. */
  public int read(int task, int index) {
    return tasks.reads()[tasks.readStart()[task] + index];
  }

  /** How many values a task writes. */
  public int writeCount(int task) {
    return tasks.writeStart()[task + 1] - tasks.writeStart()[task];
  }

  /** The number of the {@code index}-th value that a task writes. */
  public int write(int task, int index) {
    return tasks.writes()[tasks.writeStart()[task] + index];
  }

  /**
   * How many tasks must end before a task starts; in an in-order lane the first of them is the task
   * before it.
   */
  public int predecessorCount(int task) {
    return predecessorStart[task + 1] - predecessorStart[task];
  }

  /** The {@code index}-th task that must end before {@code task} starts. */
  public int predecessor(int task, int index) {
    return predecessors[predecessorStart[task] + index];
  }

  /** The {@code position}-th task of an order in which every task comes after its predecessors. */
  public int inOrder(int position) {
    return order[position];
  }

  /**
   * Whether some lane chooses among its tasks at run time, so that a replay cannot know the order.
   */
  public boolean isWorkConserving() {
    return tasks.lanes().stream().anyMatch(l -> l.dispatch() == Dispatch.WORK_CONSERVING);
  }

  /** Bytes that the schedule's arrays hold. */
  public long sizeBytes() {
    long perTask = Byte.BYTES + 2L * Short.BYTES + 2L * Integer.BYTES;
    long ints =
        (long) tasks.readStart().length
            + tasks.reads().length
            + tasks.writeStart().length
            + tasks.writes().length
            + tasks.laneStart().length
            + predecessorStart.length
            + predecessors.length
            + order.length;
    return perTask * taskCount() + Integer.BYTES * ints + (long) Long.BYTES * valueCount();
  }

  TaskTable tasks() {
    return tasks;
  }

  /** One line a lane: its name, a colon, its tasks. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int lane = 0; lane < lanes().size(); lane++) {
      text.append(lanes().get(lane).name()).append(':');
      for (int task = laneStart(lane); task < laneEnd(lane); task++) {
        text.append(' ').append(task(task));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** In-order lanes are strands; elsewhere every task is one. */
  private static int[] strands(TaskTable tasks) {
    int[] starts = new int[tasks.taskCount() + tasks.lanes().size() + 1];
    int count = 0;
    for (int lane = 0; lane < tasks.lanes().size(); lane++) {
      int first = tasks.laneStart()[lane];
      int end = tasks.laneStart()[lane + 1];
      if (tasks.lanes().get(lane).dispatch() == Dispatch.IN_ORDER) {
        starts[count++] = first;
      } else {
        for (int task = first; task < end; task++) {
          starts[count++] = task;
        }
      }
    }
    starts[count++] = tasks.taskCount();
    return Arrays.copyOf(starts, count);
  }

  private String deadlock(TopologicalOrder search) {
    List<Integer> ring = search.ring();
    List<String> waits = new ArrayList<>();
    for (int task : ring.subList(0, Math.min(8, ring.size()))) {
      int awaited = search.awaited(task);
      waits.add("%s waits for %s".formatted(tasks.describe(task), tasks.describe(awaited)));
    }
    String more = ring.size() > 8 ? " (and %d more)".formatted(ring.size() - 8) : "";
    return waits.stream().collect(Collectors.joining("; ", "deadlock: ", more))
        + ". Maybe a lane lists a task before another that it depends on.";
  }
}
