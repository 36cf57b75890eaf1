package dev.lockstep.numerics.tensor.layer;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import java.util.List;
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
    ChannelStatistics now = ChannelStatistics.of(input, EPSILON, others(input));
    if (phase == Phase.TRAINING) {
      remember(now, (double) input.length() / channels);
    }
    INDArray output = now.normalised().mul(along(weights.get(0), input));
    output.addi(along(weights.get(1), input));
    return new Normalised(now.normalised(), now.inverse(), output);
  }

  private void remember(ChannelStatistics now, double count) {
    INDArray mean = now.mean().castTo(DataType.DOUBLE).reshape(channels);
    INDArray variance = now.variance().castTo(DataType.DOUBLE).reshape(channels);
    double unbiased = count > 1 ? count / (count - 1) : 1;
    runningMean.muli(1 - MOMENTUM).addi(mean.mul(MOMENTUM));
    runningVariance.muli(1 - MOMENTUM).addi(variance.mul(MOMENTUM * unbiased));
  }

  /** All dimensions but that of channels. */
  private static int[] others(INDArray tensor) {
    return tensor.rank() == 4 ? new int[] {0, 2, 3} : new int[] {0};
  }

  /** A value for each channel, shaped to act on all of a tensor. */
  private static INDArray along(INDArray channels, INDArray tensor) {
    long[] shape = new long[tensor.rank()];
    java.util.Arrays.fill(shape, 1);
    shape[1] = channels.length();
    return channels.reshape('c', shape);
  }

  private static List<INDArray> weightGradients(INDArray gradient, INDArray normalised) {
    int[] others = others(gradient);
    INDArray shift = gradient.sum(others);
    INDArray scale = ChannelStatistics.dot(gradient, normalised, shift, others);
    return List.of(scale, shift);
  }

  /** By the micro-batch's own statistics. */
  private record Normalised(INDArray normalised, INDArray inverse, INDArray output)
      implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      INDArray scale = along(weights.get(0), output);
      INDArray plain =
          ChannelStatistics.gradient(
              outputGradient, normalised, inverse.mul(scale), others(output));
      return new Backward(plain, () -> weightGradients(outputGradient, normalised));
    }

    @Override
    public List<INDArray> kept() {
      return List.of(normalised, inverse);
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
  }
}
