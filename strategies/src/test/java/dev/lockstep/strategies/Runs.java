package dev.lockstep.strategies;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.metrics.StepTimes;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.core.trace.Tracks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plans, runs and measures strategies. */
public final class Runs {

  private Runs() {}

  /** The timeline of a strategy with equal stages. */
  public static Timeline run(Strategy strategy, Workload workload, Times times) {
    Schedule schedule = strategy.plan(workload);
    return run(schedule, times.costs(schedule.stageCount()));
  }

  /** The timeline of a schedule, transfers added. */
  public static Timeline run(Schedule schedule, CostModel costs) {
    Schedule lowered = TransferLowering.lower(schedule);
    return lowered.isWorkConserving() ? Simulation.run(lowered, costs) : Replay.run(lowered, costs);
  }

  /** Last end minus first start of one iteration alone. */
  public static long makespan(Strategy strategy, int devices, int microBatches, Times times) {
    return run(strategy, Workload.of(devices, microBatches), times).makespanNanos();
  }

  /** Largest span of a device in one iteration alone. */
  public static long span(Strategy strategy, int devices, int microBatches, Times times) {
    return StepTimes.of(run(strategy, Workload.of(devices, microBatches), times)).spanNanos();
  }

  /**
   * Steady time of a mini-batch, in a run of so many of them: between updates of stage 0 in the
   * middle of the run, over a few mini-batches, so that what alternates is averaged.
   */
  public static long period(Timeline timeline, int iterations) {
    int first = iterations / 2;
    int count = iterations / 4;
    long nanos = updateEnd(timeline, first + count) - updateEnd(timeline, first);
    if (nanos % count != 0) {
      throw new IllegalStateException("%d ns over %d mini-batches".formatted(nanos, count));
    }
    return nanos / count;
  }

  private static long updateEnd(Timeline timeline, int iteration) {
    Schedule schedule = timeline.schedule();
    int seen = 0;
    for (int task = 0; task < schedule.laneEnd(0); task++) {
      if (schedule.operation(task) == Operation.UPDATE && schedule.stage(task) == 0) {
        if (seen == iteration) {
          return timeline.endNanos(task);
        }
        seen++;
      }
    }
    throw new IllegalArgumentException("no update " + iteration);
  }

  /** The order of a lane without its updates: {@code F0 F1 B0 B1}. */
  public static String order(Schedule schedule, int lane) {
    return IntStream.range(schedule.laneStart(lane), schedule.laneEnd(lane))
        .filter(task -> schedule.operation(task).isCompute())
        .filter(task -> schedule.operation(task) != Operation.UPDATE)
        .mapToObj(task -> schedule.operation(task).code() + schedule.microBatch(task))
        .collect(Collectors.joining(" "));
  }

  /**
   * One line a device, more below it where it does several tasks at once; one cell a unit of time:
   * operation and micro-batch, or a dot.
   */
  public static String drawing(Timeline timeline, long unitNanos) {
    int devices = timeline.schedule().deviceCount();
    boolean namesStages = timeline.schedule().stageCount() > devices;
    List<String> names = new ArrayList<>();
    List<String[]> lines = new ArrayList<>();
    int width = 2;
    for (int lane = 0; lane < devices; lane++) {
      for (List<Span> track : Tracks.of(timeline, lane)) {
        boolean first = names.isEmpty() || !names.contains("device " + lane);
        names.add(first ? "device " + lane : " ".repeat(8));
        String[] cells = new String[(int) (timeline.endNanos() / unitNanos)];
        Arrays.fill(cells, ".");
        for (Span span : track) {
          String name = namesStages ? span.task().toString() : span.task().toString().substring(1);
          for (long t = span.startNanos(); t < span.endNanos(); t += unitNanos) {
            cells[(int) (t / unitNanos)] = name;
            width = Math.max(width, name.length());
          }
        }
        lines.add(cells);
      }
    }
    return text(names, lines, width);
  }

  private static String text(List<String> names, List<String[]> lines, int width) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      StringBuilder line = new StringBuilder(names.get(i) + " ");
      for (String cell : lines.get(i)) {
        line.append(" ".repeat(1 + width - cell.length())).append(cell);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
