package dev.lockstep.core.sim;

import dev.lockstep.core.cost.Durations;
import dev.lockstep.core.cost.TaskTimes;
import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One run of a schedule. Every task counts the predecessors that it still waits for. When the last
 * of them has ended, an in-order or concurrent lane starts the task at once (the order of a lane is
 * itself a predecessor); a work-conserving lane takes it among those to choose from.
 */
final class Run {

  private static final long NEVER = -1;

  private final EventLoop events;
  private final Carrier carrier;
  private final Schedule schedule;
  private final Successors successors;
  private final TaskTimes times;
  private final long[] startNanos;
  private final long[] endNanos;
  private final int[] unfinishedPredecessors;
  private final WorkConservingLane[] choosingLaneOf;
  private List<WorkConservingLane> lanesToChoose = new ArrayList<>();

  Run(Schedule schedule, TaskTimes times, EventLoop events) {
    this(schedule, times, events, Carrier.NONE);
  }

  Run(Schedule schedule, TaskTimes times, EventLoop events, Carrier carrier) {
    int tasks = schedule.taskCount();
    this.schedule = schedule;
    this.successors = Successors.of(schedule);
    this.times = times;
    this.events = events;
    this.carrier = carrier;
    this.startNanos = new long[tasks];
    this.endNanos = new long[tasks];
    this.unfinishedPredecessors = new int[tasks];
    this.choosingLaneOf = new WorkConservingLane[schedule.isWorkConserving() ? tasks : 0];
    Arrays.fill(endNanos, NEVER);
    for (int task = 0; task < tasks; task++) {
      unfinishedPredecessors[task] = schedule.predecessorCount(task);
    }
    for (int lane = 0; lane < schedule.lanes().size(); lane++) {
      if (schedule.lanes().get(lane).dispatch() == Dispatch.WORK_CONSERVING) {
        Arrays.fill(
            choosingLaneOf,
            schedule.laneStart(lane),
            schedule.laneEnd(lane),
            new WorkConservingLane(this, schedule.lanes().get(lane).slots()));
      }
    }
  }

  Timeline toTheEnd() {
    events.at(0, this::begin);
    events.runToTheEnd();
    checkAllEnded();
    return new Timeline(schedule, startNanos, endNanos);
  }

  /** Starts a task now. */
  void start(int task) {
    long now = events.nowNanos();
    startNanos[task] = now;
    if (carrier.carries(task)) {
      carrier.carry(task, () -> end(task));
    } else {
      long end = Durations.endNanos(schedule, task, now, times.nanos(task, now));
      events.at(end, () -> end(task));
    }
  }

  /**
   * Lets a lane choose once everything else that happens at this instant has happened. All lanes
   * that choose at an instant do so together, knowing the same, so that it makes no difference
   * which is asked first.
   */
  void letChoose(WorkConservingLane lane) {
    if (lanesToChoose.isEmpty()) {
      events.afterAllElseNow(this::choose);
    }
    lanesToChoose.add(lane);
  }

  private void begin() {
    for (int task = 0; task < unfinishedPredecessors.length; task++) {
      if (unfinishedPredecessors[task] == 0) {
        ready(task);
      }
    }
  }

  private void ready(int task) {
    if (isChosen(task)) {
      choosingLaneOf[task].ready(task);
    } else {
      start(task);
    }
  }

  private void end(int task) {
    endNanos[task] = events.nowNanos();
    if (isChosen(task)) {
      choosingLaneOf[task].free();
    }
    for (int i = successors.first(task); i < successors.first(task + 1); i++) {
      int successor = successors.get(i);
      if (--unfinishedPredecessors[successor] == 0) {
        ready(successor);
      }
    }
  }

  private void choose() {
    List<WorkConservingLane> lanes = lanesToChoose;
    lanesToChoose = new ArrayList<>();
    lanes.forEach(WorkConservingLane::choose);
  }

  private boolean isChosen(int task) {
    return choosingLaneOf.length > 0 && choosingLaneOf[task] != null;
  }

  /**
   * A built schedule has an order in which all its tasks can run, so this finds a defect of the
   * program.
   */
  private void checkAllEnded() {
    int[] waiting =
        IntStream.range(0, endNanos.length).filter(task -> endNanos[task] == NEVER).toArray();
    if (waiting.length > 0) {
      throw new IllegalStateException(
          Arrays.stream(waiting)
              .limit(8)
              .mapToObj(task -> schedule.task(task) + " on lane " + laneName(task))
              .collect(Collectors.joining(", ", waiting.length + " tasks never ran: ", "")));
    }
  }

  private String laneName(int task) {
    return schedule.lanes().get(schedule.laneOf(task)).name();
  }
}
