package dev.lockstep.core.schedule;

import dev.lockstep.core.schedule.arrays.IntArray;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What each task waits for, derived from what it reads: the task before it in an in-order lane, the
 * writer of each value it reads or the transfer that brings the value to its device, and in a lane
 * without fixed order the update that wrote the weights it uses.
 */
final class Dependencies {

  private static final int NONE = -1;

  private final TaskTable tasks;
  private final int[] writer;
  private final int[] firstTransfer;
  private final int[] nextTransfer;
  private final int[] laneOf;
  private final int[] start;
  private final IntArray predecessors = new IntArray();

  private Dependencies(TaskTable tasks) {
    this.tasks = tasks;
    this.writer = new int[tasks.valueKeys().length];
    this.firstTransfer = new int[writer.length];
    this.nextTransfer = new int[tasks.taskCount()];
    this.laneOf = new int[tasks.taskCount()];
    this.start = new int[tasks.taskCount() + 1];
    Arrays.fill(writer, NONE);
    Arrays.fill(firstTransfer, NONE);
  }

  /**
   * Derives them all.
   *
   * @throws ScheduleException if a value is written twice or read but never written
   */
  static Dependencies derive(TaskTable tasks) {
    Dependencies dependencies = new Dependencies(tasks);
    dependencies.indexWriters();
    for (int lane = 0; lane < tasks.lanes().size(); lane++) {
      dependencies.deriveLane(lane);
    }
    dependencies.start[tasks.taskCount()] = dependencies.predecessors.size();
    return dependencies;
  }

  int[] start() {
    return start;
  }

  int[] predecessors() {
    return predecessors.toArray();
  }

  private void indexWriters() {
    for (int lane = 0; lane < tasks.lanes().size(); lane++) {
      for (int task = tasks.laneStart()[lane]; task < tasks.laneStart()[lane + 1]; task++) {
        laneOf[task] = lane;
        if (tasks.operation(task) == Operation.TRANSFER) {
          int value = tasks.reads()[tasks.readStart()[task]];
          nextTransfer[task] = firstTransfer[value];
          firstTransfer[value] = task;
        }
        for (int i = tasks.writeStart()[task]; i < tasks.writeStart()[task + 1]; i++) {
          claim(tasks.writes()[i], task);
        }
      }
    }
  }

  private void claim(int value, int task) {
    if (writer[value] != NONE) {
      throw new ScheduleException(
          "double write: %s is written by %s and again by %s. Maybe one task was listed twice."
              .formatted(tasks.value(value), tasks.describe(writer[value]), tasks.describe(task)));
    }
    writer[value] = task;
  }

  private void deriveLane(int lane) {
    boolean inOrder = tasks.lanes().get(lane).dispatch() == Dispatch.IN_ORDER;
    boolean ordersWeights = !inOrder && tasks.lanes().get(lane).isCompute();
    int first = tasks.laneStart()[lane];
    WeightOrder weights = ordersWeights ? new WeightOrder() : null;
    for (int task = first; task < tasks.laneStart()[lane + 1]; task++) {
      start[task] = predecessors.size();
      if (inOrder && task > first) {
        predecessors.add(task - 1);
      }
      for (int i = tasks.readStart()[task]; i < tasks.readStart()[task + 1]; i++) {
        int source = source(tasks.reads()[i], task, lane);
        boolean implied = inOrder && laneOf[source] == lane && source < task;
        if (!implied) {
          addOnce(task, source);
        }
      }
      if (weights != null) {
        weights.add(task);
      }
    }
  }

  /**
   * The task that makes a value available to {@code reader}: its writer, or its transfer to the
   * reader's device.
   */
  private int source(int value, int reader, int lane) {
    int source = writer[value];
    if (source == NONE) {
      throw new ScheduleException(
          "missing input: %s reads %s, which no task writes. Maybe the task that writes it is not listed."
              .formatted(tasks.describe(reader), tasks.value(value)));
    }
    int device = tasks.lanes().get(lane).device();
    if (tasks.lanes().get(laneOf[source]).device() != device) {
      for (int t = firstTransfer[value]; t != NONE; t = nextTransfer[t]) {
        if (t != reader && tasks.lanes().get(laneOf[t]).peer() == device) {
          return t;
        }
      }
    }
    return source;
  }

  private void addOnce(int task, int predecessor) {
    for (int i = start[task]; i < predecessors.size(); i++) {
      if (predecessors.get(i) == predecessor) {
        return;
      }
    }
    predecessors.add(predecessor);
  }

  /**
   * In a lane without fixed order the list still says which weights a task reads: those of the last
   * update listed before it. That update comes first, and the next one waits for every reader. A
   * head's weights are updated with its stage's.
   */
  private final class WeightOrder {

    private final Map<Integer, Integer> lastUpdate = new HashMap<>();
    private final Map<Integer, IntArray> readers = new HashMap<>();

    void add(int task) {
      int stage = tasks.stages()[task];
      if (tasks.operation(task) == Operation.UPDATE) {
        IntArray waiting = readers.computeIfAbsent(stage, s -> new IntArray());
        for (int i = 0; i < waiting.size(); i++) {
          addOnce(task, waiting.get(i));
        }
        waiting.clear();
        if (lastUpdate.containsKey(stage)) {
          addOnce(task, lastUpdate.get(stage));
        }
        lastUpdate.put(stage, task);
      } else if (tasks.operation(task).readsWeights() || isOfHead(tasks.operation(task))) {
        if (lastUpdate.containsKey(stage)) {
          addOnce(task, lastUpdate.get(stage));
        }
        readers.computeIfAbsent(stage, s -> new IntArray()).add(task);
      }
    }

    private static boolean isOfHead(Operation operation) {
      return operation == Operation.AUXILIARY
          || operation == Operation.AUXILIARY_FORWARD
          || operation == Operation.AUXILIARY_BACKWARD;
    }
  }
}
