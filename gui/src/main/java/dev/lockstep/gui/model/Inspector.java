package dev.lockstep.gui.model;

import dev.lockstep.core.replay.CriticalPath;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Task;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.gui.model.Card.Line;
import dev.lockstep.scenarios.report.picture.Highlights;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Emphasis;
import dev.lockstep.scenarios.report.waits.Gap;
import dev.lockstep.scenarios.report.waits.IdleSplit;
import dev.lockstep.scenarios.report.waits.Waits;
import dev.lockstep.scenarios.report.window.Row;
import dev.lockstep.scenarios.report.window.SimulatedRecording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Answers questions about a simulated run: what a task is, what it waited for, who waits for it.
 */
public final class Inspector {

  private static final int MOST_ARROWS = 200;

  private final SimulatedRecording recording;
  private final Timeline timeline;
  private final Schedule schedule;
  private final Waits waits;

  /** Questions about this run. */
  public Inspector(SimulatedRecording recording) {
    this.recording = recording;
    this.timeline = recording.timeline();
    this.schedule = timeline.schedule();
    this.waits = new Waits(timeline, recording.iterationEndsNanos());
  }

  /** What a task is. */
  public Card card(int task) {
    List<Line> lines = new ArrayList<>();
    long start = timeline.startNanos(task);
    long end = timeline.endNanos(task);
    lines.add(new Line("on", schedule.lanes().get(schedule.laneOf(task)).name()));
    lines.add(new Line("start", Durations.text(start)));
    lines.add(new Line("end", Durations.text(end)));
    lines.add(new Line("duration", Durations.text(end - start)));
    lines.add(new Line("mini-batch", Integer.toString(schedule.iteration(task))));
    if (schedule.readCount(task) > 0) {
      lines.add(new Line("reads", reads(task)));
    }
    if (schedule.writeCount(task) > 0) {
      lines.add(new Line("writes", writes(task)));
    }
    if (schedule.weightVersion(task) >= 0) {
      lines.add(new Line("weight version", Integer.toString(schedule.weightVersion(task))));
    }
    waits
        .decider(task)
        .ifPresent(decider -> lines.add(new Line("started when", describe(decider) + " ended")));
    return new Card(schedule.task(task) + ", " + kind(task), lines);
  }

  /** Why a compute stream is idle at a moment. */
  public Card idleCard(Row row, long nanos) {
    Gap gap = IdleSplit.at(row, waits, nanos);
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("on", row.name()));
    lines.add(new Line("start", Durations.text(gap.fromNanos())));
    lines.add(new Line("end", Durations.text(gap.toNanos())));
    lines.add(new Line("duration", Durations.text(gap.toNanos() - gap.fromNanos())));
    gap.parts()
        .forEach(
            part ->
                lines.add(
                    new Line(
                        part.cause().label(), Durations.text(part.toNanos() - part.fromNanos()))));
    gap.next().ifPresent(next -> lines.add(new Line("then", schedule.task(next).toString())));
    gap.source().ifPresent(source -> lines.add(new Line("which waits for", describe(source))));
    if (!gap.awaited().equals(gap.source())) {
      gap.awaited().ifPresent(task -> lines.add(new Line("and its way", describe(task))));
    }
    return new Card("idle: " + gap.cause().label(), lines);
  }

  /** The task that an idle time waits for, if it waits for one. */
  public OptionalInt awaited(Row row, long nanos) {
    return IdleSplit.at(row, waits, nanos).source();
  }

  /**
   * A task with what it needed and what needed it.
   *
   * @param links whether links are drawn; without them arrows lead from computation to computation
   */
  public Highlights around(int task, boolean links) {
    Map<Integer, Emphasis> slices = new LinkedHashMap<>();
    List<Highlights.Link> arrows = new ArrayList<>();
    for (int before : neighbours(predecessors(task), task, links)) {
      slices.put(before, Emphasis.RELATED);
      arrows.add(new Highlights.Link(Emphasis.RELATED, before, task));
    }
    for (int after : successors(task, links)) {
      slices.put(after, Emphasis.RELATED);
      arrows.add(new Highlights.Link(Emphasis.RELATED, task, after));
    }
    slices.put(task, Emphasis.SELECTED);
    return new Highlights(slices, arrows.subList(0, Math.min(MOST_ARROWS, arrows.size())));
  }

  /** The chain of tasks that the length of the run depends on. */
  public Highlights criticalPath() {
    Map<Integer, Emphasis> slices = new LinkedHashMap<>();
    CriticalPath.of(timeline).forEach(task -> slices.put(task.id(), Emphasis.CRITICAL));
    return new Highlights(slices, List.of());
  }

  private int[] predecessors(int task) {
    return IntStream.range(0, schedule.predecessorCount(task))
        .map(i -> schedule.predecessor(task, i))
        .toArray();
  }

  private List<Integer> neighbours(int[] tasks, int task, boolean links) {
    return IntStream.of(tasks)
        .filter(other -> schedule.laneOf(other) != schedule.laneOf(task))
        .flatMap(other -> links ? IntStream.of(other) : waits.source(other).stream())
        .distinct()
        .boxed()
        .toList();
  }

  private Set<Integer> successors(int task, boolean links) {
    Set<Integer> after = waitingFor(Set.of(task), schedule.laneOf(task));
    Set<Integer> found = new TreeSet<>();
    while (!links && !after.isEmpty()) {
      Set<Integer> onTheWay = new TreeSet<>();
      for (int other : after) {
        (schedule.operation(other).isCompute() ? found : onTheWay).add(other);
      }
      after = onTheWay.isEmpty() ? Set.of() : waitingFor(onTheWay, -1);
    }
    found.addAll(after);
    found.removeIf(other -> schedule.laneOf(other) == schedule.laneOf(task));
    return found;
  }

  /** What directly needs one of these tasks, one pass over all tasks. */
  private Set<Integer> waitingFor(Set<Integer> tasks, int exceptLane) {
    Set<Integer> found = new TreeSet<>();
    for (int other = 0; other < schedule.taskCount(); other++) {
      for (int i = 0; i < schedule.predecessorCount(other); i++) {
        int before = schedule.predecessor(other, i);
        boolean follows = schedule.laneOf(other) == schedule.laneOf(before);
        if (!follows && schedule.laneOf(other) != exceptLane && tasks.contains(before)) {
          found.add(other);
        }
      }
    }
    return found;
  }

  private String kind(int task) {
    Task shown = schedule.task(task);
    String name = shown.operation().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return shown.operation() == Operation.TRANSFER
        ? name
        : "%s of stage %d on micro-batch %d".formatted(name, shown.stage(), shown.microBatch());
  }

  private String describe(int task) {
    return schedule.task(task) + " on " + schedule.lanes().get(schedule.laneOf(task)).name();
  }

  private String reads(int task) {
    return IntStream.range(0, schedule.readCount(task))
        .mapToObj(i -> schedule.value(schedule.read(task, i)).toString())
        .collect(Collectors.joining(" "));
  }

  private String writes(int task) {
    return IntStream.range(0, schedule.writeCount(task))
        .mapToObj(i -> schedule.value(schedule.write(task, i)).toString())
        .collect(Collectors.joining(" "));
  }
}
