package dev.lockstep.numerics.tensor.layer;

import dev.lockstep.numerics.tensor.Loss;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Mean over samples (and positions) of -log softmax(outputs)[label]; its gradient is (softmax -
 * one-hot) / count.
 */
public record SoftmaxCrossEntropy() implements Loss {

  @Override
  public Value of(INDArray outputs, INDArray labels) {
    long classes = outputs.size(-1);
    INDArray rows = outputs.reshape('c', -1, classes);
    long count = rows.size(0);
    float[] numbers = labels.reshape(labels.length()).toFloatVector();
    if (numbers.length != count) {
      throw new IllegalArgumentException(
          "outputs %s need %d labels, not %s. Maybe positions were left out of one of them?"
              .formatted(Arrays.toString(outputs.shape()), count, Arrays.toString(labels.shape())));
    }
    INDArray hits = Tensors.oneHot(labels, classes).castTo(outputs.dataType());
    // ND4J's own logarithm of softmax gives minus infinity where softmax rounds to zero.
    INDArray shifted = rows.subColumnVector(rows.max(true, 1));
    INDArray softmax = Transforms.exp(shifted, true);
    INDArray sums = softmax.sum(true, 1);
    double logarithms = Transforms.log(sums, true).sumNumber().doubleValue();
    double mean = (logarithms - shifted.mul(hits).sumNumber().doubleValue()) / count;
    INDArray gradient = softmax.diviColumnVector(sums).subi(hits).divi(count);
    long correct = correct(rows, numbers);
    return new Value(mean, gradient.reshape('c', outputs.shape()), correct, count);
  }

  private static long correct(INDArray rows, float[] labels) {
    long[] largest = rows.argMax(1).toLongVector();
    long correct = 0;
    for (int row = 0; row < labels.length; row++) {
      correct += largest[row] == (long) labels[row] ? 1 : 0;
    }
    return correct;
  }
}
