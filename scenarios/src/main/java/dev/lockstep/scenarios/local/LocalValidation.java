package dev.lockstep.scenarios.local;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.threads.MeasuredRun;
import dev.lockstep.numerics.threads.calibration.QueueTime;
import dev.lockstep.numerics.threads.calibration.TaskTimes;
import dev.lockstep.numerics.threads.trial.TrialNetwork;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.decoupled.DecoupledDelayedGradients;
import dev.lockstep.strategies.local.LocalLearning;
import dev.lockstep.strategies.pipeline.GPipe;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Predictions held against runs on this machine. Times of tasks that predict a run are never those
 * of the run itself, and come from other samples.
 */
public final class LocalValidation {

  private static final List<Strategy> STRATEGIES =
      List.of(
          new GPipe(),
          new OneForwardOneBackward(),
          new DecoupledDelayedGradients(),
          new LocalLearning(1),
          new Interlocking(1));

  private static final List<Supplier<TrialNetwork>> NETWORKS =
      List.of(TrialNetwork::resnet, TrialNetwork::transformer);

  /** Times that change by less from one timing to the next are stable. */
  private static final double STABLE = 0.03;

  private static final int MOST_WARM_UPS = 8;

  private final List<Trial> trials;
  private final Effort effort;

  /** A validation of trials, those of a network one after the other, with so much effort each. */
  public LocalValidation(List<Trial> trials, Effort effort) {
    this.trials = List.copyOf(trials);
    this.effort = effort;
  }

  /**
   * Two small networks, each in two stages on two threads, four micro-batches an iteration, under
   * strategies of each family.
   */
  public static List<Trial> builtIn() {
    return NETWORKS.stream()
        .map(Supplier::get)
        .flatMap(network -> STRATEGIES.stream().map(strategy -> Trial.of(network, strategy)))
        .toList();
  }

  /** Who is told of each comparison. */
  public interface Listener {

    /**
     * A strategy was carried out.
     *
     * @param measured the last of its runs that count
     */
    void compared(LocalComparison comparison, Timeline predicted, Timeline measured);
  }

  /** Carries all out, one after the other. */
  public List<LocalComparison> run(Listener listener) {
    List<LocalComparison> all = new ArrayList<>();
    String network = "";
    long queueNanos = 0;
    for (Trial trial : trials) {
      if (!trial.network().equals(network)) {
        network = trial.network();
        warmUp(network);
        queueNanos = QueueTime.medianNanos();
      }
      Measured measured = new LocalCase(trial, effort).carryOut(queueNanos);
      LocalComparison comparison = Figures.of(measured);
      all.add(comparison);
      MeasuredRun shown = measured.rounds().get(measured.rounds().size() - 1).run();
      listener.compared(comparison, measured.predicted(), shown.timeline());
    }
    return all;
  }

  /** Times a network's tasks until the just-in-time compiler has done what it can. */
  private void warmUp(String network) {
    List<LocalCase> all =
        trials.stream()
            .filter(trial -> trial.network().equals(network))
            .map(trial -> new LocalCase(trial, effort))
            .toList();
    long before = 0;
    for (int i = 0; i < MOST_WARM_UPS; i++) {
      TaskTimes times = new TaskTimes();
      all.forEach(any -> any.time(times));
      long now = times.sumOfMeansNanos();
      if (Math.abs(now - before) < STABLE * now) {
        return;
      }
      before = now;
    }
  }
}
