package dev.lockstep.scenarios.train;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.Samples;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.TensorThreads;
import dev.lockstep.numerics.threads.ThreadedRun;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * What a scenario says is learned, for a run on threads of this machine, one for each device: its
 * network, its data and its strategy. Its times and its cluster play no part.
 */
public final class LearningTrial {

  private final DataSet data;
  private final TrainingJob job;
  private final int processors;
  private final int microBatch;

  private LearningTrial(DataSet data, Scenario scenario, int processors) {
    this.data = data;
    this.processors = processors;
    this.job = TrainingJob.of(scenario, data);
    Schedule schedule = schedule(1);
    this.microBatch = job.samplesPerIteration() / schedule.microBatchesPerIteration();
    refuseReplicas(scenario);
    refuseDevices(schedule);
  }

  /**
   * A scenario's.
   *
   * @param file of the scenario, beside which its data lies
   * @param processors of this machine
   * @throws RefusedException if it does not say what is learned, if its strategy has no numbers, or
   *     if it cannot be carried out on threads of this machine
   */
  public static LearningTrial of(Scenario scenario, Path file, int processors) {
    DataSet data = LearningData.of(TrainingJob.learning(scenario).data(), file);
    TensorThreads.useOne(); // before anything else asks for tensors
    return new LearningTrial(data, scenario, processors);
  }

  /**
   * The same data under another strategy.
   *
   * @throws RefusedException as in {@link #of}
   */
  public LearningTrial under(Scenario other) {
    return new LearningTrial(data, other, processors);
  }

  private static void refuseReplicas(Scenario scenario) {
    int replicas = scenario.parallelism().map(p -> p.data().orElse(1)).orElse(1);
    if (replicas > 1) {
      throw new RefusedException(
          "/parallelism/data",
          "is %d, but threads carry out one replica".formatted(replicas),
          "Leave it out.");
    }
  }

  private void refuseDevices(Schedule schedule) {
    try {
      ThreadedRun.check(schedule);
    } catch (UnsupportedOperationException e) {
      throw new RefusedException("/strategy", e.getMessage(), "");
    }
    if (schedule.deviceCount() > processors) {
      throw new RefusedException(
          "/model",
          "there are %d devices, a thread each, but processors are %d"
              .formatted(schedule.deviceCount(), processors),
          "Take fewer stages.");
    }
  }

  /** The schedule of some iterations; a link carries one transfer after the other. */
  public Schedule schedule(int iterations) {
    Preparation preparation = job.preparation();
    return TransferLowering.lower(
        preparation.strategy().plan(preparation.workload().withIterations(iterations)),
        Dispatch.IN_ORDER);
  }

  /** A training on the samples to learn from, in their order. */
  public Training training() {
    return job.training(1, m -> microBatch(data.training(), m));
  }

  /**
   * A training on the samples to judge by, with other first weights.
   *
   * @param number tells several apart, from 0: each begins at other samples
   */
  public Training otherTraining(int number) {
    return job.training(2L + number, m -> microBatch(data.test(), number + m));
  }

  private MicroBatch microBatch(Samples samples, int number) {
    long first = (long) number * microBatch;
    return samples.microBatch(
        IntStream.range(0, microBatch).map(i -> (int) ((first + i) % samples.count())).toArray());
  }
}
