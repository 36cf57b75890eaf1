package dev.lockstep.scenarios.train;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.numerics.curve.Checkpoints;
import dev.lockstep.numerics.curve.LearningCurve;
import dev.lockstep.numerics.curve.LearningCurve.Looks;
import dev.lockstep.numerics.data.Batches;
import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.Adam;
import dev.lockstep.numerics.optimizer.AdamW;
import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.rule.LearningRules;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.run.StageNetwork;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.Reversible;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import dev.lockstep.scenarios.prepare.Preparation;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.Execution;
import dev.lockstep.scenarios.run.Version;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.TrainingSection.AuxiliaryHead;
import dev.lockstep.scenarios.scenario.section.learning.LearningSection;
import dev.lockstep.scenarios.scenario.section.learning.OptimizerSection;
import dev.lockstep.scenarios.train.checkpoint.Fingerprint;
import dev.lockstep.scenarios.train.checkpoint.RunIdentity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** A scenario's schedule over all iterations of its learning, ready to be carried out. */
final class TrainingJob {

  private static final int SAMPLES = 32;
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final LearningSection learning;
  private final DataSet data;
  private final Preparation preparation;
  private final Timeline timeline;
  private final Optional<AuxiliaryHead> head;
  private final LearningRule rule;
  private final int miniBatch;
  private final int microBatches;

  private TrainingJob(Scenario scenario, LearningSection learning, DataSet data) {
    this.learning = learning;
    this.preparation = Preparation.of(scenario);
    this.data = data;
    Schedule schedule = preparation.schedule(learning.iterations());
    this.timeline = Execution.of(scenario.simulation(), preparation, schedule).run(schedule, 0);
    int replicas = scenario.parallelism().map(p -> p.data().orElse(1)).orElse(1);
    this.rule = rule(schedule, replicas);
    this.head = scenario.training().auxiliaryHead();
    refuseInversion(schedule, stages());
    this.microBatches = schedule.microBatchesPerIteration();
    int microBatch =
        learning
            .microBatch()
            .orElse(scenario.training().microBatch().orElse(Math.max(1, SAMPLES / microBatches)));
    this.miniBatch = microBatch * replicas * microBatches;
  }

  /** A network of a run's own, for its layers gather statistics. */
  private List<StageNetwork> stages() {
    return LearningNetwork.of(learning, data)
        .cut(timeline.schedule().stageCount(), preparation.strategy(), head);
  }

  /** A stage that goes back from its output needs layers that can; the first has its samples. */
  private static void refuseInversion(Schedule schedule, List<StageNetwork> stages) {
    for (int task = 0; task < schedule.taskCount(); task++) {
      int stage = schedule.stage(task);
      if (schedule.operation(task) == Operation.RECOMPUTE
          && stage > 0
          && schedule.valueStage(schedule.read(task, 0)) != stage
          && !(stages.get(stage).body() instanceof Reversible)) {
        throw new RefusedException(
            "/strategy",
            "stage %d is to be inverted, but some of its layers cannot be".formatted(stage),
            "Take a resnet whose block is reversible, on two devices.");
      }
    }
  }

  private LearningRule rule(Schedule schedule, int replicas) {
    try {
      LearningRule found = LearningRules.of(preparation.strategy(), updates(), replicas);
      NumericRun.check(schedule);
      refuseSpikes(found);
      return found;
    } catch (UnsupportedOperationException e) {
      throw new RefusedException("/strategy", e.getMessage(), "");
    }
  }

  /** Spike compensation is a formula of SGD with plain momentum (Kosson et al., section 3.2). */
  private void refuseSpikes(LearningRule found) {
    OptimizerSection optimizer = learning.optimizer();
    boolean plain = optimizer.name() == OptimizerSection.Name.SGD && !optimizer.nesterov();
    if (found.lateGradients().compensatesSpikes() && !plain) {
      throw new RefusedException(
          "/learning/optimizer",
          "is not sgd with plain momentum, for which alone spikes of late gradients are compensated",
          "Take sgd without nesterov.");
    }
  }

  /**
   * What a scenario says about learning.
   *
   * @throws RefusedException if it says nothing
   */
  static LearningSection learning(Scenario scenario) {
    return scenario
        .learning()
        .orElseThrow(
            () ->
                new RefusedException(
                    "/learning",
                    "is missing: what is to be learned, by which network",
                    "Add, say, {\"data\": {\"name\": \"glyphs\"}, \"network\": {\"resnet\":"
                        + " {\"blocks\": 1, \"width\": 8}}}."));
  }

  static TrainingJob of(Scenario scenario, DataSet data) {
    return new TrainingJob(scenario, learning(scenario), data);
  }

  /** The strategy with its workload, times and cluster. */
  Preparation preparation() {
    return preparation;
  }

  /** Iterations of a run. */
  int iterations() {
    return learning.iterations();
  }

  /** What the set that it learns from is called. */
  String data() {
    return data.name();
  }

  /** Samples of a mini-batch. */
  int samplesPerIteration() {
    return miniBatch;
  }

  /** How often each training sample is learned from. */
  double epochs() {
    return batches(0).epochs(learning.iterations());
  }

  /** The accuracy to which time is told, if it is. */
  OptionalDouble targetAccuracy() {
    return learning.targetAccuracy();
  }

  /**
   * What a run is of: of its strategy, whatever the user calls it, all that makes its numbers.
   *
   * @param data fingerprint of its samples
   */
  RunIdentity identity(String strategy, long seed, String data) {
    LearningSection whatever = learning.with(learning.iterations(), 1);
    return new RunIdentity(
        Version.text(),
        strategy,
        seed,
        learning.iterations(),
        Fingerprint.of("%s %s %s %d".formatted(whatever, head, rule, miniBatch)),
        Fingerprint.of(timeline),
        data);
  }

  private Batches batches(long seed) {
    return new Batches(data.training().count(), miniBatch, microBatches, seed);
  }

  /**
   * Carries the schedule out.
   *
   * @param seed of first weights and of the order of samples
   * @param progress is told of each iteration that is over
   * @param listener is told of each look at the network
   * @param checkpoints what was kept of it, and where more is to be kept
   */
  LearningCurve run(
      long seed,
      IntConsumer progress,
      Consumer<LearningCurve.Point> listener,
      Checkpoints checkpoints) {
    Training training = training(seed);
    int every = learning.evaluateEvery().orElse(Math.max(1, learning.iterations() / 10));
    Looks looks = new Looks(data.test(), every, learning.gradientCosines());
    return LearningCurve.of(timeline, training, looks, progress, listener, checkpoints);
  }

  private Training training(long seed) {
    Batches batches = batches(seed);
    return training(
        seed, m -> data.training().microBatch(batches.numbers(m), batches.augmentation(m)));
  }

  /** A training on other samples, given by the numbers of micro-batches. */
  Training training(long seed, IntFunction<MicroBatch> samples) {
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    return new Training(
        stages(),
        samples,
        loss,
        loss,
        optimizer(learning.optimizer()),
        rate(learning.optimizer(), updates()),
        rule,
        seed);
  }

  /**
   * What the first mini-batches make of all weights, to the last bit; nothing if a gradient comes
   * late. Runs that agree in this, in their data and in how weights change learn the same.
   */
  Optional<FirstSteps> firstSteps(long seed) {
    Schedule schedule = preparation.schedule(FirstSteps.ITERATIONS);
    return FirstSteps.of(schedule, training(seed), learning, miniBatch);
  }

  /** The same curve, as this job comes to its looks. */
  LearningCurve retimed(LearningCurve curve) {
    return curve.retimed(timeline);
  }

  /** Updates of a stage over all of the run. */
  private long updates() {
    Schedule schedule = timeline.schedule();
    long newest = 1;
    for (int task = 0; task < schedule.taskCount(); task++) {
      newest = Math.max(newest, schedule.weightVersion(task));
    }
    return newest;
  }

  private static Optimizer optimizer(OptimizerSection section) {
    return switch (section.name()) {
      case SGD -> new Sgd(section.momentum(), section.nesterov(), section.weightDecay());
      case ADAM -> new Adam(BETA_1, BETA_2, EPSILON, section.weightDecay());
      case ADAMW -> new AdamW(BETA_1, BETA_2, EPSILON, section.weightDecay());
    };
  }

  private static RateSchedule rate(OptimizerSection section, long updates) {
    boolean sgd = section.name() == OptimizerSection.Name.SGD;
    double rate = section.learningRate().orElse(sgd ? 0.05 : 0.003);
    RateSchedule schedule =
        switch (section.schedule()) {
          case CONSTANT -> RateSchedule.constant(rate);
          case STEPS ->
              RateSchedule.steps(
                  rate, 0.1, section.milestones().stream().map(Integer::longValue).toList());
          case COSINE -> RateSchedule.cosine(rate, updates);
        };
    return section.warmUp() > 0 ? schedule.warmedUp(section.warmUp()) : schedule;
  }
}
