package dev.lockstep.devices.calibration.check;

import dev.lockstep.devices.calibration.MemoryWork;
import dev.lockstep.devices.calibration.backend.Operations;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Direction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Forward and backward of basic residual blocks (arXiv 1512.03385, figure 2): 3x3 convolution,
 * batch normalisation, ReLU, 3x3 convolution, batch normalisation, plus the block's input, ReLU.
 */
final class ResidualStage {

  private static final int KERNEL = 3;

  private final NetworkStep step;
  private final int images;
  private final int channels;
  private final int size;
  private final long[] shape;
  private final long elements;

  private ResidualStage(NetworkStep step, int images, int channels, int size) {
    this.step = step;
    this.images = images;
    this.channels = channels;
    this.size = size;
    this.shape = new long[] {images, channels, size, size};
    this.elements = (long) images * channels * size * size;
  }

  /** A step through so many blocks of {@code channels} channels on square images. */
  static NetworkStep step(int blocks, int images, int channels, int size) {
    NetworkStep step = new NetworkStep();
    new ResidualStage(step, images, channels, size).build(blocks);
    return step;
  }

  private void build(int count) {
    Block[] blocks = new Block[count];
    INDArray in = array();
    for (int i = 0; i < count; i++) {
      blocks[i] = new Block(in);
      blocks[i].forward();
      in = blocks[i].out;
    }
    INDArray gradient = array();
    for (int i = count - 1; i >= 0; i--) {
      gradient = blocks[i].backward(gradient);
    }
  }

  private INDArray array() {
    return step.operands().of(shape);
  }

  private Convolution convolution(Direction direction) {
    return new Convolution(images, channels, channels, size, size, KERNEL, KERNEL, 1, 1, direction);
  }

  private void relu(INDArray in, INDArray out) {
    step.add(MemoryWork.RELU.over(elements), Operations.relu(in, out));
  }

  private INDArray reluGradient(INDArray in, INDArray gradient) {
    INDArray out = array();
    step.add(MemoryWork.RELU_GRADIENT.over(elements), Operations.reluGradient(in, gradient, out));
    return out;
  }

  private INDArray sum(INDArray left, INDArray right) {
    INDArray out = array();
    step.add(MemoryWork.ADD.over(elements), Operations.add(left, right, out));
    return out;
  }

  private final class Block {
    private final INDArray in;
    private final Normalised first;
    private final INDArray between = array();
    private final Normalised second;
    private INDArray sum;
    private final INDArray out = array();

    Block(INDArray in) {
      this.in = in;
      this.first = new Normalised(in);
      this.second = new Normalised(between);
    }

    void forward() {
      first.forward();
      relu(first.out, between);
      second.forward();
      sum = sum(second.out, in);
      relu(sum, out);
    }

    INDArray backward(INDArray outGradient) {
      INDArray sumGradient = reluGradient(sum, outGradient);
      INDArray inside = second.backward(sumGradient);
      INDArray inGradient = first.backward(reluGradient(first.out, inside));
      return sum(inGradient, sumGradient);
    }
  }

  /** A convolution and the batch normalisation behind it. */
  private final class Normalised {
    private final INDArray in;
    private final INDArray weights = step.operands().of(KERNEL, KERNEL, channels, channels);
    private final INDArray convolved = array();
    private final INDArray mean = step.operands().of(channels);
    private final INDArray variance = step.operands().of(channels);
    private final INDArray gain = step.operands().of(channels);
    private final INDArray shift = step.operands().of(channels);
    private final INDArray out = array();

    Normalised(INDArray in) {
      this.in = in;
    }

    void forward() {
      step.add(convolution(Direction.FORWARD), Operations.convolution(in, weights, 1, convolved));
      step.add(
          MemoryWork.BATCH_NORM.over(elements),
          Operations.batchNorm(convolved, mean, variance, gain, shift, out));
    }

    INDArray backward(INDArray outGradient) {
      INDArray[] gradients = {
        array(),
        step.operands().of(channels),
        step.operands().of(channels),
        step.operands().of(channels),
        step.operands().of(channels)
      };
      step.add(
          MemoryWork.BATCH_NORM_GRADIENT.over(elements),
          Operations.batchNormGradient(
              convolved, new INDArray[] {mean, variance, gain, shift}, outGradient, gradients));
      INDArray inGradient = array();
      INDArray weightGradient = step.operands().of(weights.shape());
      step.add(
          convolution(Direction.INPUT_GRADIENT),
          convolution(Direction.WEIGHT_GRADIENT),
          Operations.convolutionGradients(
              in, weights, gradients[0], 1, inGradient, weightGradient));
      return inGradient;
    }
  }
}
