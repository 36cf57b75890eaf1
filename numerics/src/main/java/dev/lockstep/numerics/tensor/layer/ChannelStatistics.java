package dev.lockstep.numerics.tensor.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce3.Dot;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Values with mean zero and variance one over some of their dimensions: what batch and group
 * normalisation share.
 *
 * @param normalised the values, (x - mean) / sqrt(variance + epsilon)
 * @param mean with length 1 in the dimensions over which it was taken
 * @param variance of that shape, divided by the count
 * @param inverse of that shape, 1 / sqrt(variance + epsilon)
 */
record ChannelStatistics(INDArray normalised, INDArray mean, INDArray variance, INDArray inverse) {

  /** Normalises values over dimensions. */
  static ChannelStatistics of(INDArray values, double epsilon, int... dimensions) {
    INDArray mean = values.mean(true, dimensions);
    INDArray centred = values.sub(mean);
    double count = (double) values.length() / mean.length();
    INDArray variance = dot(centred, centred, mean, dimensions).divi(count);
    INDArray inverse = Transforms.sqrt(variance.add(epsilon), false).rdivi(1);
    return new ChannelStatistics(centred.muli(inverse), mean, variance, inverse);
  }

  /** The sum of products over dimensions, of a mean's shape. */
  static INDArray dot(INDArray left, INDArray right, INDArray mean, int... dimensions) {
    INDArray sums = Nd4j.getExecutioner().exec(new Dot(left, right, null, true, false, dimensions));
    return sums.reshape('c', mean.shape());
  }

  /**
   * The derivative by the values: (g - mean(g) - n mean(g n)) / sqrt(variance + epsilon), with n
   * the normalised values (Ioffe and Szegedy 2015, section 3, put together).
   *
   * @param gradient with respect to the normalised values
   */
  static INDArray gradient(
      INDArray gradient, INDArray normalised, INDArray inverse, int... dimensions) {
    INDArray mean = gradient.mean(true, dimensions);
    double count = (double) gradient.length() / mean.length();
    INDArray along = dot(gradient, normalised, mean, dimensions).divi(count);
    INDArray result = normalised.mul(along);
    result.addi(mean);
    return result.rsubi(gradient).muli(inverse);
  }
}
