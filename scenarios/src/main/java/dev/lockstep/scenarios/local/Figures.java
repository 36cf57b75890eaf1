package dev.lockstep.scenarios.local;

import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.threads.IterationTimes;
import dev.lockstep.numerics.threads.MeasuredRun;
import dev.lockstep.numerics.threads.calibration.TaskTimes;
import dev.lockstep.numerics.threads.calibration.TaskTimes.Kind;
import dev.lockstep.scenarios.local.LocalCase.Measured;
import dev.lockstep.scenarios.local.LocalComparison.Pair;
import dev.lockstep.scenarios.local.LocalComparison.TaskKind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Makes figures of timelines. */
final class Figures {

  private static final double NANOS_PER_MS = 1e6;
  private static final int ENOUGH = 5;

  private final Measured measured;
  private final TaskTimes ofRuns = new TaskTimes();

  private Figures(Measured measured) {
    this.measured = measured;
    measured.runs().forEach(this::note);
  }

  static LocalComparison of(Measured measured) {
    return new Figures(measured).comparison();
  }

  private void note(MeasuredRun run) {
    Timeline timeline = run.timeline();
    Schedule schedule = timeline.schedule();
    for (int task = 0; task < schedule.laneEnd(schedule.deviceCount() - 1); task++) {
      if (schedule.operation(task).isCompute() && schedule.iteration(task) >= measured.from()) {
        ofRuns.add(
            new Kind(schedule.operation(task), schedule.stage(task)),
            timeline.endNanos(task) - timeline.startNanos(task),
            run.processorNanos(task));
      }
    }
  }

  private LocalComparison comparison() {
    List<IterationTimes> iterations = measured.runs().stream().map(IterationTimes::of).toList();
    double[] all = steps(iterations, true);
    double[] undisturbed = steps(iterations, false);
    boolean judged = undisturbed.length >= Math.min(ENOUGH, all.length);
    double predicted =
        IterationTimes.medianNanos(IterationTimes.of(measured.predicted()), measured.from());
    double utilisation = utilisation(measured.predicted());
    double measuredUtilisation =
        median(measured.runs().stream().mapToDouble(run -> utilisation(run.timeline())));
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
            median(DoubleStream.of(judged ? undisturbed : all)) / NANOS_PER_MS),
        median(measured.runs().stream().mapToDouble(this::replayedNanos)) / NANOS_PER_MS,
        Pair.ratio(utilisation, measuredUtilisation),
        Pair.difference(1 - utilisation, 1 - measuredUtilisation),
        median(tasks.stream().mapToDouble(Figures::error)),
        error(worst),
        worst.task(),
        all.length,
        all.length - undisturbed.length,
        judged,
        ofRuns.processorShare(),
        measured.times().processorShare(),
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
    return IterationTimes.medianNanos(
        IterationTimes.of(Simulation.run(schedule, durations)), measured.from());
  }

  private static double error(TaskKind kind) {
    return Math.abs(kind.milliseconds().errorPercent());
  }

  private double[] steps(List<IterationTimes> runs, boolean withDisturbed) {
    return runs.stream()
        .flatMapToDouble(
            run ->
                IntStream.range(measured.from(), run.count())
                    .filter(iteration -> withDisturbed || !run.isDisturbed(iteration))
                    .mapToDouble(run::nanos))
        .toArray();
  }

  private double utilisation(Timeline timeline) {
    int last = IterationTimes.of(timeline).count() - 1;
    return new SteadyState(timeline, measured.from(), last).utilisation();
  }

  private List<TaskKind> tasks() {
    return ofRuns.kinds().stream()
        .sorted(Comparator.comparingInt(Kind::stage).thenComparing(Kind::operation))
        .map(
            kind ->
                new TaskKind(
                    kind.toString(),
                    Pair.ratio(
                        measured.times().medianNanos(kind).orElseThrow() / NANOS_PER_MS,
                        ofRuns.medianNanos(kind).orElseThrow() / NANOS_PER_MS)))
        .toList();
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
