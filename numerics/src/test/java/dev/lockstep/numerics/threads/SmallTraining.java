package dev.lockstep.numerics.threads;

import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.run.StageNetwork;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Relu;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Points of the plane in three classes, and a network of dense stages, each with a head. */
final class SmallTraining {

  private static final int SAMPLES = 4;
  private static final int WIDTH = 5;
  private static final int CLASSES = 3;

  private SmallTraining() {}

  static Training of(int stages) {
    return of(stages, SmallTraining::samples);
  }

  static Training of(int stages, IntFunction<MicroBatch> samples) {
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    return new Training(
        IntStream.range(0, stages).mapToObj(stage -> network(stage, stages)).toList(),
        samples,
        loss,
        loss,
        new Sgd(0.9, false, 0.01),
        RateSchedule.constant(0.1),
        LearningRule.PLAIN,
        7,
        DataType.DOUBLE);
  }

  private static StageNetwork network(int stage, int stages) {
    boolean last = stage == stages - 1;
    Dense dense = new Dense(stage == 0 ? 2 : WIDTH, last ? CLASSES : WIDTH);
    Layer body = last ? dense : Sequence.of(dense, new Relu());
    return last ? StageNetwork.of(body) : StageNetwork.of(body, new Dense(WIDTH, CLASSES));
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

  /** All numbers, to be compared bit for bit. */
  static List<double[]> bits(List<List<INDArray>> weights) {
    return weights.stream()
        .flatMap(List::stream)
        .map(w -> w.dup().reshape(-1).toDoubleVector())
        .toList();
  }
}
