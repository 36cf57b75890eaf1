package dev.lockstep.scenarios.report.waits;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.report.waits.Gap.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads off a timeline what tasks waited for.
 *
 * <p>A gap within an iteration is imbalance until the computation that the next task waits for has
 * ended, and communication from then on. A gap between two iterations is cool-down until the former
 * has ended on all devices, and warm-up from then on; where that is only after the gap, because
 * iterations overlap, it is taken as one within an iteration. Before a device's first task it warms
 * up, behind its last one it cools down.
 */
public final class Waits {

  private final Timeline timeline;
  private final Schedule schedule;
  private final List<Long> iterationEndsNanos;

  /** Of a timeline whose iterations end when they do. */
  public Waits(Timeline timeline, List<Long> iterationEndsNanos) {
    this.timeline = timeline;
    this.schedule = timeline.schedule();
    this.iterationEndsNanos = List.copyOf(iterationEndsNanos);
  }

  /**
   * The task of another lane that ended last of those that must end before this one; none if it
   * needs none.
   */
  public OptionalInt awaited(int task) {
    int last = -1;
    for (int i = 0; i < schedule.predecessorCount(task); i++) {
      int before = schedule.predecessor(task, i);
      boolean elsewhere = schedule.laneOf(before) != schedule.laneOf(task);
      if (elsewhere && (last < 0 || timeline.endNanos(before) > timeline.endNanos(last))) {
        last = before;
      }
    }
    return last < 0 ? OptionalInt.empty() : OptionalInt.of(last);
  }

  /**
   * The computation whose result a task is or moves: itself, unless it is a transfer or collective.
   */
  public OptionalInt source(int task) {
    OptionalInt source = OptionalInt.of(task);
    while (source.isPresent() && !schedule.operation(source.getAsInt()).isCompute()) {
      source = lastEnding(source.getAsInt());
    }
    return source;
  }

  /**
   * The predecessor that decided when a task started: the one that ended last, the task before it
   * on its lane included; none for what could start at once.
   */
  public OptionalInt decider(int task) {
    return lastEnding(task);
  }

  private OptionalInt lastEnding(int task) {
    int last = -1;
    for (int i = 0; i < schedule.predecessorCount(task); i++) {
      int before = schedule.predecessor(task, i);
      if (last < 0 || timeline.endNanos(before) > timeline.endNanos(last)) {
        last = before;
      }
    }
    return last < 0 ? OptionalInt.empty() : OptionalInt.of(last);
  }

  /**
   * The gap between two tasks that follow each other on a compute stream.
   *
   * @param before the task before, none for the gap before the first one
   * @param next the next task, none for the gap behind the last one
   */
  public Gap gap(OptionalInt before, OptionalInt next) {
    long from = before.isPresent() ? timeline.endNanos(before.getAsInt()) : timeline.startNanos();
    long to = next.isPresent() ? timeline.startNanos(next.getAsInt()) : timeline.endNanos();
    OptionalInt awaited = next.isPresent() ? awaited(next.getAsInt()) : next;
    OptionalInt source = awaited.isPresent() ? source(awaited.getAsInt()) : awaited;
    return new Gap(from, to, next, awaited, source, parts(before, next, source, from, to));
  }

  private List<Part> parts(
      OptionalInt before, OptionalInt next, OptionalInt source, long from, long to) {
    if (next.isEmpty()) {
      return List.of(new Part(IdleCause.COOL_DOWN, from, to));
    }
    if (before.isEmpty()) {
      return List.of(new Part(IdleCause.WARM_UP, from, to));
    }
    int iteration = schedule.iteration(before.getAsInt());
    long end = iterationEndsNanos.get(iteration);
    if (schedule.iteration(next.getAsInt()) > iteration && end <= to) {
      return split(IdleCause.COOL_DOWN, IdleCause.WARM_UP, from, end, to);
    }
    long computed = source.isPresent() ? timeline.endNanos(source.getAsInt()) : to;
    return split(IdleCause.IMBALANCE, IdleCause.COMMUNICATION, from, computed, to);
  }

  private static List<Part> split(
      IdleCause first, IdleCause second, long from, long between, long to) {
    long cut = Math.max(from, Math.min(to, between));
    List<Part> parts = new ArrayList<>();
    if (cut > from || to == from) {
      parts.add(new Part(first, from, cut));
    }
    if (cut < to) {
      parts.add(new Part(second, cut, to));
    }
    return List.copyOf(parts);
  }
}
