package dev.lockstep.numerics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.rule.LearningRules;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Relu;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Points of the plane in three classes, and a network of so many dense stages. */
record SmallTask(int stageCount, Optimizer optimizer, double rate, LearningRule rule) {

  static final int SAMPLES = 4;
  static final double RATE = 0.1;
  private static final int WIDTH = 5;
  private static final int CLASSES = 3;

  SmallTask(int stageCount, Optimizer optimizer) {
    this(stageCount, optimizer, RATE, LearningRule.PLAIN);
  }

  List<Layer> stages() {
    List<Layer> stages = new ArrayList<>();
    for (int stage = 0; stage < stageCount; stage++) {
      Dense dense = new Dense(stage == 0 ? 2 : WIDTH, stage == stageCount - 1 ? CLASSES : WIDTH);
      stages.add(stage == stageCount - 1 ? dense : Sequence.of(dense, new Relu()));
    }
    return stages;
  }

  PlainNetwork network() {
    return new PlainNetwork(stages(), new SoftmaxCrossEntropy());
  }

  static MicroBatch samples(int microBatch) {
    Random random = new Random(microBatch);
    double[] points = random.doubles(2L * SAMPLES, -1, 1).toArray();
    double[] labels =
        IntStream.range(0, SAMPLES)
            .mapToDouble(i -> points[2 * i] > 0 ? 0 : points[2 * i + 1] > 0 ? 1 : 2)
            .toArray();
    return new MicroBatch(
        Nd4j.createFromArray(points).reshape(SAMPLES, 2), Nd4j.createFromArray(labels));
  }

  NumericRun run(Schedule schedule) {
    return run(schedule, IntStream.range(0, schedule.taskCount()).map(schedule::inOrder).toArray());
  }

  NumericRun run(Schedule schedule, int[] order) {
    NumericRun run = begin(schedule);
    run.run(order);
    return run;
  }

  /** A run that has not begun. */
  NumericRun begin(Schedule schedule) {
    List<Layer> layers = stages();
    List<StageNetwork> networks =
        IntStream.range(0, stageCount)
            .mapToObj(
                stage ->
                    stage < stageCount - 1
                        ? StageNetwork.of(layers.get(stage), new Dense(WIDTH, CLASSES))
                        : StageNetwork.of(layers.get(stage)))
            .toList();
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    return new NumericRun(
        schedule,
        new Training(
            networks,
            SmallTask::samples,
            loss,
            loss,
            optimizer,
            RateSchedule.constant(rate),
            rule,
            7,
            DataType.DOUBLE));
  }

  /** Trains as a strategy does, on this task. */
  static NumericRun train(Strategy strategy, Workload workload, Optimizer optimizer) {
    Schedule schedule = strategy.plan(workload);
    long updates = workload.totalMicroBatches();
    LearningRule rule = LearningRules.of(strategy, updates, 1);
    return new SmallTask(schedule.stageCount(), optimizer, RATE, rule).run(schedule);
  }

  /** Equal to the last bit. */
  static void assertSame(List<List<INDArray>> actual, List<List<INDArray>> expected) {
    assertClose(actual, expected, 0);
  }

  /** Equal but for so much. */
  static void assertClose(
      List<List<INDArray>> actual, List<List<INDArray>> expected, double tolerance) {
    List<List<double[]>> numbers = bits(actual);
    List<List<double[]>> wanted = bits(expected);
    assertThat(numbers).hasSameSizeAs(wanted);
    for (int stage = 0; stage < numbers.size(); stage++) {
      assertThat(numbers.get(stage)).hasSameSizeAs(wanted.get(stage));
      for (int weight = 0; weight < wanted.get(stage).size(); weight++) {
        assertThat(wanted.get(stage).get(weight)).matches(SmallTask::isFinite, "finite");
        assertThat(numbers.get(stage).get(weight))
            .as("weight %d of stage %d", weight, stage)
            .containsExactly(wanted.get(stage).get(weight), offset(tolerance));
      }
    }
  }

  private static boolean isFinite(double... numbers) {
    return Arrays.stream(numbers).allMatch(Double::isFinite);
  }

  /** Bit for bit. */
  static List<List<double[]>> bits(List<List<INDArray>> weights) {
    return weights.stream()
        .map(stage -> stage.stream().map(w -> w.dup().reshape(-1).toDoubleVector()).toList())
        .toList();
  }
}
