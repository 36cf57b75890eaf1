package dev.lockstep.numerics.curve;

import dev.lockstep.numerics.data.Batches;
import dev.lockstep.numerics.data.Samples;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Loss;
import dev.lockstep.numerics.tensor.Phase;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well a network does.
 *
 * @param loss mean over samples, or positions
 * @param accuracy share of samples, or positions, that are right
 */
public record Judgement(double loss, double accuracy) {

  private static final int AT_ONCE = 200;

  /**
   * Judges a network by samples.
   *
   * @param weights of each stage, as its layer names them
   */
  public static Judgement of(Training training, List<List<INDArray>> weights, Samples samples) {
    double loss = 0;
    long correct = 0;
    long count = 0;
    for (int[] numbers : Batches.inOrder(samples.count(), AT_ONCE)) {
      MicroBatch some = samples.microBatch(numbers);
      INDArray output = some.inputs().castTo(training.type());
      for (int stage = 0; stage < weights.size(); stage++) {
        Layer body = training.stages().get(stage).body();
        output = body.forward(weights.get(stage), output, Phase.EVALUATION).output();
      }
      Loss.Value value = training.loss().of(output, some.labels());
      loss += value.mean() * value.count();
      correct += value.correct();
      count += value.count();
    }
    return new Judgement(loss / count, (double) correct / count);
  }
}
