package dev.lockstep.benchmarks.training;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRules;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.run.StageNetwork;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.TensorThreads;
import dev.lockstep.numerics.tensor.block.Blocks;
import dev.lockstep.numerics.tensor.block.Normalisation;
import dev.lockstep.numerics.tensor.image.GlobalAveragePool;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Relu;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import dev.lockstep.numerics.tensor.network.ResidualNetwork;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network that learns from normal noise under 1F1B, in one thread, a step at a time: forwards,
 * backwards and updates of all its stages.
 */
final class TrainingSteps {

  private static final int CLASSES = 10;
  private static final int SMALL = 16;
  private static final int FEATURES = 32;
  private static final double MOMENTUM = 0.9;
  private static final double DECAY = 5e-4;
  private static final double RATE = 0.01;

  private final Schedule schedule;
  private final NumericRun run;
  private int position;

  private TrainingSteps(
      List<? extends List<? extends Layer>> stages, int microBatches, int steps, long... shape) {
    TensorThreads.useOne();
    OneForwardOneBackward strategy = new OneForwardOneBackward();
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    MicroBatch samples = noise(shape);
    this.schedule = strategy.plan(new Workload(stages.size(), microBatches, steps));
    this.run =
        new NumericRun(
            schedule,
            new Training(
                stages.stream().map(layers -> StageNetwork.of(new Sequence(layers))).toList(),
                microBatch -> samples,
                loss,
                loss,
                new Sgd(MOMENTUM, false, DECAY),
                RateSchedule.constant(RATE),
                LearningRules.of(strategy, steps, 1),
                1));
  }

  /** Two basic blocks of a residual network, a classifier behind them; one micro-batch a step. */
  static TrainingSteps residualStage(int steps, int channels, int size, int samples) {
    List<Layer> layers =
        List.of(
            Blocks.basic(channels, channels, 1, Normalisation.BATCH),
            Blocks.basic(channels, channels, 1, Normalisation.BATCH),
            new GlobalAveragePool(),
            new Dense(channels, CLASSES));
    return new TrainingSteps(List.of(layers), 1, steps, samples, channels, size, size);
  }

  /** ResNet-8 of 8 channels in four stages; two micro-batches of 16 images of 16 x 16 a step. */
  static TrainingSteps smallResidualNetwork(int steps) {
    List<? extends Layer> units =
        new ResidualNetwork(1, 8, 1, CLASSES, ResidualNetwork.Kind.PLAIN, Normalisation.BATCH)
            .units();
    return new TrainingSteps(quarters(units), 2, steps, SMALL, 1, SMALL, SMALL);
  }

  /** Four hidden layers of 32 features in four stages; two micro-batches of 16 samples a step. */
  static TrainingSteps multilayerPerceptron(int steps) {
    List<Layer> layers = new ArrayList<>();
    for (int hidden = 0; hidden < 4; hidden++) {
      layers.add(Sequence.of(new Dense(FEATURES, FEATURES), new Relu()));
    }
    layers.add(new Dense(FEATURES, CLASSES));
    return new TrainingSteps(quarters(layers), 2, steps, SMALL, FEATURES);
  }

  private static List<List<Layer>> quarters(List<? extends Layer> layers) {
    List<List<Layer>> stages = new ArrayList<>();
    for (int stage = 0; stage < 4; stage++) {
      int from = stage * layers.size() / 4;
      int to = (stage + 1) * layers.size() / 4;
      stages.add(List.copyOf(layers.subList(from, to)));
    }
    return stages;
  }

  private static MicroBatch noise(long... shape) {
    Random random = new Random(1);
    float[] numbers = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    float[] labels = new float[(int) shape[0]];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % CLASSES;
    }
    return new MicroBatch(
        Nd4j.createFromArray(numbers).reshape('c', shape), Nd4j.createFromArray(labels));
  }

  /** Whether all steps are done. */
  boolean isOver() {
    return position == schedule.taskCount();
  }

  /** Carries out the next step: all tasks of an iteration. */
  void step() {
    int iteration = schedule.iteration(schedule.inOrder(position));
    while (!isOver() && schedule.iteration(schedule.inOrder(position)) == iteration) {
      run.execute(schedule.inOrder(position));
      position++;
    }
  }
}
