package dev.lockstep.scenarios.order;

import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether two schedules of the same lanes and tasks mean the same, task by task: what each task
 * does, reads and writes, with which weights, and after which others. Gradients that nobody reads
 * and the numbers of barriers make no difference; nor do collectives, which are derived.
 */
final class ScheduleMatch {

  private final Side original;
  private final Side other;

  ScheduleMatch(Schedule original, Schedule other) {
    this.original = new Side(original);
    this.other = new Side(other);
  }

  /** The lanes that a strategy plans come first; links and collectives are derived. */
  static int plannedLanes(Schedule schedule) {
    return (int)
        schedule.lanes().stream()
            .map(Lane::kind)
            .filter(kind -> kind != Lane.Kind.LINK && kind != Lane.Kind.COLLECTIVE)
            .count();
  }

  /** Whether the planned lanes list as many tasks and choose among them in the same way. */
  boolean hasSameLanes() {
    int lanes = plannedLanes(original.schedule);
    boolean same = lanes == plannedLanes(other.schedule);
    for (int lane = 0; same && lane < lanes; lane++) {
      same =
          original.schedule.laneEnd(lane) == other.schedule.laneEnd(lane)
              && original.schedule.lanes().get(lane).equals(other.schedule.lanes().get(lane));
    }
    return same;
  }

  /** Whether a task of the planned lanes is the same in both. */
  boolean isSame(int task) {
    return original.schedule.operation(task) == other.schedule.operation(task)
        && original.schedule.stage(task) == other.schedule.stage(task)
        && original.schedule.microBatch(task) == other.schedule.microBatch(task)
        && original.schedule.weightVersion(task) == other.schedule.weightVersion(task)
        && original.schedule.task(task).loss() == other.schedule.task(task).loss()
        && original.reads(task).equals(other.reads(task))
        && original.writes(task).equals(other.writes(task));
  }

  private static final class Side {
    private final Schedule schedule;
    private final int[] writer;
    private final BitSet read = new BitSet();

    Side(Schedule schedule) {
      this.schedule = schedule;
      this.writer = new int[schedule.valueCount()];
      for (int task = 0; task < schedule.taskCount(); task++) {
        for (int i = 0; i < schedule.writeCount(task); i++) {
          writer[schedule.write(task, i)] = task;
        }
        for (int i = 0; i < schedule.readCount(task); i++) {
          read.set(schedule.read(task, i));
        }
      }
    }

    Set<Object> reads(int task) {
      Set<Object> reads = new HashSet<>();
      for (int i = 0; i < schedule.readCount(task); i++) {
        int value = schedule.read(task, i);
        if (schedule.valueKind(value) == ValueKind.BARRIER) {
          reads.add(writer[value]);
        } else if (schedule.valueKind(value) != ValueKind.REDUCED_GRADIENT) {
          reads.add(schedule.value(value));
        }
      }
      return reads;
    }

    Set<Value> writes(int task) {
      Set<Value> writes = new HashSet<>();
      for (int i = 0; i < schedule.writeCount(task); i++) {
        int value = schedule.write(task, i);
        ValueKind kind = schedule.valueKind(value);
        boolean idle = kind == ValueKind.GRADIENT && !read.get(value);
        if (kind != ValueKind.BARRIER && !idle) {
          writes.add(schedule.value(value));
        }
      }
      return writes;
    }
  }
}
