package dev.lockstep.scenarios.local;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.threads.trial.TrialNetwork;
import dev.lockstep.scenarios.train.LearningTrial;

/** A network under a strategy, to be timed, predicted and carried out. */
public interface Trial {

  /** What the network is called in reports. */
  String network();

  /** What the strategy is called in reports. */
  String strategy();

  /** The schedule of some iterations; a thread for each of its devices. */
  Schedule schedule(int iterations);

  /** A training for the run. */
  Training training();

  /**
   * A training to time tasks with, on samples and first weights that the run does not see.
   *
   * @param number tells several apart, from 0
   */
  Training otherTraining(int number);

  /** A built-in network in two stages on two threads, of four micro-batches an iteration. */
  static Trial of(TrialNetwork network, Strategy strategy) {
    return new BuiltIn(network, strategy);
  }

  /**
   * What a scenario says is learned, by its network.
   *
   * @param network what the scenario is called in reports
   * @param strategy what its strategy is called
   */
  static Trial of(String network, String strategy, LearningTrial learning) {
    return new OfScenario(network, strategy, learning);
  }

  /** See {@link #of(TrialNetwork, Strategy)}. */
  record BuiltIn(TrialNetwork trial, Strategy plan) implements Trial {

    private static final int THREADS = 2;
    private static final int MICRO_BATCHES = 4;

    @Override
    public String network() {
      return trial.name();
    }

    @Override
    public String strategy() {
      return plan.name();
    }

    @Override
    public Schedule schedule(int iterations) {
      return TransferLowering.lower(
          plan.plan(new Workload(THREADS, MICRO_BATCHES, iterations)), Dispatch.IN_ORDER);
    }

    @Override
    public Training training() {
      return trial.training(plan);
    }

    @Override
    public Training otherTraining(int number) {
      return trial.otherTraining(plan, number);
    }
  }

  /** See {@link #of(String, String, LearningTrial)}. */
  record OfScenario(String network, String strategy, LearningTrial learning) implements Trial {

    @Override
    public Schedule schedule(int iterations) {
      return learning.schedule(iterations);
    }

    @Override
    public Training training() {
      return learning.training();
    }

    @Override
    public Training otherTraining(int number) {
      return learning.otherTraining(number);
    }
  }
}
