package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Relu;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Points of the plane in three classes, and a network of so many dense stages. */
record SmallTask(int stageCount, Optimizer optimizer, double rate, LearningRule rule) {

  static final int SAMPLES = 4;
  private static final int WIDTH = 5;
  private static final int CLASSES = 3;

  SmallTask(int stageCount, Optimizer optimizer) {
    this(stageCount, optimizer, 0.1, LearningRule.PLAIN);
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
    NumericRun run =
        new NumericRun(
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
    run.run(IntStream.range(0, schedule.taskCount()).map(schedule::inOrder).toArray());
    return run;
  }

  /** Bit for bit. */
  static List<List<double[]>> bits(List<List<INDArray>> weights) {
    return weights.stream()
        .map(stage -> stage.stream().map(w -> w.dup().reshape(-1).toDoubleVector()).toList())
        .toList();
  }
}
