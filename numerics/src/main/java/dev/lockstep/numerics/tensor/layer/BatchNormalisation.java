package dev.lockstep.numerics.tensor.layer;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Batch normalisation of images (samples, channels, height, width) or features (samples, features):
 * each channel to mean zero and variance one over the micro-batch, then scaled and shifted (Ioffe
 * and Szegedy 2015, algorithm 1). In evaluation mean and variance are running ones, of which a
 * forward of training replaces a share; they remember the variance divided by count - 1, as PyTorch
 * does, and are held in double precision.
 *
 * <p>Several threads may run forwards of evaluation, or one a forward of training, not both.
 */
public final class BatchNormalisation implements Layer {

  private static final double EPSILON = 1e-5;
  private static final double MOMENTUM = 0.1;

  private final int channels;
  private final INDArray runningMean;
  private final INDArray runningVariance;

  /** For so many channels, with PyTorch's epsilon of 1e-5 and share of 0.1. */
  public BatchNormalisation(int channels) {
    this.channels = channels;
    this.runningMean = Nd4j.zeros(DataType.DOUBLE, channels);
    this.runningVariance = Nd4j.ones(DataType.DOUBLE, channels);
  }

  @Override
  public List<Weight> weights() {
    List<Long> shape = List.of((long) channels);
    return List.of(
        new Weight("scale", shape, Initials.ones(), false),
        new Weight("shift", shape, Initials.zeros(), false));
  }

  @Override
  public long[] outputShape(long... inputShape) {
    if (inputShape.length != 1 && inputShape.length != 3 || inputShape[0] != channels) {
      throw Tensors.refused("BatchNormalisation", channels + " channels", inputShape);
    }
    return inputShape;
  }

  /** Running means, then running variances. */
  @Override
  public List<INDArray> statistics() {
    return List.of(runningMean, runningVariance);
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    outputShape(Tensors.sample(input));
    if (phase == Phase.EVALUATION) {
      return new Evaluated(this, input, weights);
    }
    double count = (double) input.length() / channels;
    INDArray mean = input.mean(true, others(input));
    INDArray centred = input.sub(mean);
    double[] variances = numbers(ChannelStatistics.dot(centred, centred, mean, others(input)));
    double[] inverses = new double[channels];
    for (int channel = 0; channel < channels; channel++) {
      variances[channel] /= count;
      inverses[channel] = 1 / Math.sqrt(variances[channel] + EPSILON);
    }
    if (phase == Phase.TRAINING) {
      remember(numbers(mean), variances, count);
    }
    mean.close();
    INDArray factor = along(products(inverses, numbers(weights.get(0))), input);
    INDArray output = centred.mul(factor);
    output.addi(along(weights.get(1), input));
    factor.close();
    return new Normalised(centred, inverses, output);
  }

  private void remember(double[] means, double[] variances, double count) {
    double unbiased = count > 1 ? count / (count - 1) : 1;
    for (int channel = 0; channel < channels; channel++) {
      renew(runningMean, channel, means[channel]);
      renew(runningVariance, channel, variances[channel] * unbiased);
    }
  }

  private static void renew(INDArray running, int channel, double now) {
    DataBuffer numbers = running.data();
    numbers.put(channel, (1 - MOMENTUM) * numbers.getDouble(channel) + MOMENTUM * now);
  }

  /** A number for each channel; there are few, so that tensor operations on them take longer. */
  private static double[] numbers(INDArray ofChannels) {
    double[] numbers = new double[(int) ofChannels.length()];
    for (int channel = 0; channel < numbers.length; channel++) {
      numbers[channel] = ofChannels.getDouble(channel);
    }
    return numbers;
  }

  private static double[] products(double[] some, double[] others) {
    double[] products = new double[some.length];
    Arrays.setAll(products, channel -> some[channel] * others[channel]);
    return products;
  }

  /** All dimensions but that of channels. */
  private static int[] others(INDArray tensor) {
    return tensor.rank() == 4 ? new int[] {0, 2, 3} : new int[] {0};
  }

  /** A value for each channel, shaped to act on all of a tensor. */
  private static INDArray along(INDArray channels, INDArray tensor) {
    long[] shape = new long[tensor.rank()];
    Arrays.fill(shape, 1);
    shape[1] = channels.length();
    return channels.reshape('c', shape);
  }

  private static INDArray along(double[] channels, INDArray tensor) {
    return along(Nd4j.createFromArray(channels).castTo(tensor.dataType()), tensor);
  }

  private static List<INDArray> weightGradients(INDArray gradient, INDArray normalised) {
    int[] others = others(gradient);
    INDArray shift = gradient.sum(others);
    INDArray scale = ChannelStatistics.dot(gradient, normalised, shift, others);
    return List.of(scale, shift);
  }

  /**
   * By the micro-batch's own statistics. Keeps the input without its mean. With c for that, g for
   * the gradient of the output, n values a channel and i for 1 / sqrt(variance + epsilon) the
   * gradient of the input is scale i (g - sum(g) / n - c i^2 sum(g c) / n).
   */
  private record Normalised(INDArray centred, double[] inverses, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      double[] scales = numbers(weights.get(0));
      INDArray shift = outputGradient.sum(others(output));
      INDArray dot = ChannelStatistics.dot(outputGradient, centred, shift, others(output));
      double[] sums = numbers(shift);
      double[] dots = numbers(dot);
      dot.close();
      return new Backward(
          inputGradient(scales, outputGradient, sums, dots),
          () -> {
            INDArray scale = Nd4j.createFromArray(products(dots, inverses));
            return List.of(scale.castTo(shift.dataType()), shift);
          });
    }

    private INDArray inputGradient(
        double[] scales, INDArray outputGradient, double[] sums, double[] dots) {
      double count = (double) output.length() / sums.length;
      double[] factors = products(scales, inverses);
      double[] ofCentred = new double[sums.length];
      double[] constants = new double[sums.length];
      for (int channel = 0; channel < sums.length; channel++) {
        double inverse = inverses[channel];
        ofCentred[channel] = -inverse * inverse * dots[channel] / count;
        constants[channel] = -sums[channel] / count;
      }
      INDArray result = centred.mul(along(ofCentred, output));
      result.addi(outputGradient).addi(along(constants, output));
      return result.muli(along(factors, output));
    }

    @Override
    public List<INDArray> kept() {
      return List.of(centred);
    }

    @Override
    public boolean holdsOutput() {
      return false;
    }
  }

  /** By running statistics, which are constants. */
  private static final class Evaluated implements Pass {

    private final INDArray normalised;
    private final INDArray inverse;
    private final INDArray output;

    Evaluated(BatchNormalisation layer, INDArray input, List<INDArray> weights) {
      DataType type = input.dataType();
      INDArray deviation = Transforms.sqrt(layer.runningVariance.add(EPSILON), false);
      this.inverse = along(deviation.rdivi(1).castTo(type), input);
      this.normalised = input.sub(along(layer.runningMean.castTo(type), input)).muli(inverse);
      this.output = normalised.mul(along(weights.get(0), input));
      output.addi(along(weights.get(1), input));
    }

    @Override
    public INDArray output() {
      return output;
    }

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      INDArray factor = inverse.mul(along(weights.get(0), output));
      return new Backward(
          outputGradient.mul(factor), () -> weightGradients(outputGradient, normalised));
    }

    @Override
    public List<INDArray> kept() {
      return List.of(normalised, inverse);
    }

    @Override
    public boolean holdsOutput() {
      return false;
    }
  }
}
