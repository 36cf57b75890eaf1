package dev.lockstep.scenarios.local;

import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.threads.IterationTimes;
import dev.lockstep.numerics.threads.MeasuredRun;
import dev.lockstep.numerics.threads.calibration.TaskTimes;
import dev.lockstep.numerics.threads.calibration.TaskTimes.Kind;
import dev.lockstep.scenarios.local.LocalComparison.Pair;
import dev.lockstep.scenarios.local.LocalComparison.TaskKind;
import dev.lockstep.scenarios.local.Measured.Round;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Makes figures of timelines. */
final class Figures {

  private static final double NANOS_PER_MS = 1e6;

  private final Measured measured;
  private final List<MeasuredRun> runs;
  private final List<TaskTimes> timed;
  private final List<TaskTimes> ofRuns;

  private Figures(Measured measured) {
    this.measured = measured;
    this.runs = measured.rounds().stream().map(Round::run).toList();
    this.timed = measured.rounds().stream().map(Round::times).toList();
    this.ofRuns = runs.stream().map(this::times).toList();
  }

  static LocalComparison of(Measured measured) {
    return new Figures(measured).comparison();
  }

  private TaskTimes times(MeasuredRun run) {
    TaskTimes times = new TaskTimes();
    Timeline timeline = run.timeline();
    Schedule schedule = timeline.schedule();
    for (int task = 0; task < schedule.laneEnd(schedule.deviceCount() - 1); task++) {
      if (schedule.operation(task).isCompute() && schedule.iteration(task) >= measured.from()) {
        times.add(
            new Kind(schedule.operation(task), schedule.stage(task)),
            timeline.endNanos(task) - timeline.startNanos(task),
            run.processorNanos(task));
      }
    }
    return times;
  }

  private LocalComparison comparison() {
    double predicted = IterationTimes.of(measured.predicted()).meanNanos(measured.from());
    double utilisation = utilisation(measured.predicted());
    double measuredUtilisation =
        mean(runs.stream().mapToDouble(run -> utilisation(run.timeline())));
    List<TaskKind> tasks = tasks();
    TaskKind worst = tasks.stream().max(Comparator.comparingDouble(Figures::error)).orElseThrow();
    Schedule schedule = measured.predicted().schedule();
    return new LocalComparison(
        measured.network(),
        measured.strategy(),
        schedule.deviceCount(),
        schedule.microBatchesPerIteration(),
        Pair.ratio(
            predicted / NANOS_PER_MS,
            mean(runs.stream().mapToDouble(this::stepNanos)) / NANOS_PER_MS),
        mean(runs.stream().mapToDouble(this::replayedNanos)) / NANOS_PER_MS,
        Pair.ratio(utilisation, measuredUtilisation),
        Pair.difference(1 - utilisation, 1 - measuredUtilisation),
        median(tasks.stream().mapToDouble(Figures::error)),
        error(worst),
        worst.task(),
        measured.iterations(),
        measured.disturbed(),
        measured.judged(),
        TaskTimes.processorShare(ofRuns),
        TaskTimes.processorShare(timed),
        tasks);
  }

  /** The step of a run whose tasks had taken the time that they had a processor. */
  private double replayedNanos(MeasuredRun run) {
    Schedule schedule = run.timeline().schedule();
    long[] durations =
        IntStream.range(0, schedule.taskCount())
            .mapToLong(
                task ->
                    task < schedule.laneEnd(schedule.deviceCount() - 1)
                        ? run.processorNanos(task)
                        : 0)
            .toArray();
    return IterationTimes.of(Simulation.run(schedule, durations)).meanNanos(measured.from());
  }

  private static double error(TaskKind kind) {
    return Math.abs(kind.milliseconds().errorPercent());
  }

  /** The mean of a run's iterations that nothing disturbed; of all, if there are none. */
  private double stepNanos(MeasuredRun run) {
    IterationTimes times = IterationTimes.of(run);
    int[] all = IntStream.range(measured.from(), times.count()).toArray();
    int[] undisturbed = IntStream.of(all).filter(one -> !times.isDisturbed(one)).toArray();
    int[] counted = undisturbed.length == 0 ? all : undisturbed;
    return mean(IntStream.of(counted).mapToDouble(times::nanos));
  }

  private double utilisation(Timeline timeline) {
    int last = IterationTimes.of(timeline).count() - 1;
    return new SteadyState(timeline, measured.from(), last).utilisation();
  }

  private List<TaskKind> tasks() {
    return ofRuns.get(0).kinds().stream()
        .sorted(Comparator.comparingInt(Kind::stage).thenComparing(Kind::operation))
        .map(
            kind ->
                new TaskKind(
                    kind.toString(),
                    Pair.ratio(
                        TaskTimes.meanNanos(timed, kind).orElseThrow() / NANOS_PER_MS,
                        TaskTimes.meanNanos(ofRuns, kind).orElseThrow() / NANOS_PER_MS)))
        .toList();
  }

  private static double mean(DoubleStream values) {
    return values.average().orElseThrow();
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
