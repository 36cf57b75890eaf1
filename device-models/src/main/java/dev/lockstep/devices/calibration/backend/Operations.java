package dev.lockstep.devices.calibration.backend;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.api.ops.impl.summarystats.Variance;
import org.nd4j.linalg.api.ops.impl.transforms.strict.GELU;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's operations that write into arrays given to them, ready to run: no allocation, no checks
 * and no copies in between, as a training loop with preallocated arrays runs them. Images are in
 * NCHW order, a convolution's weights in [height, width, inputs, outputs].
 */
public final class Operations {

  private static final double EPSILON = 1e-5;

  private Operations() {}

  /** Waits until the device has done what it was given; a processor has at once. */
  public static void await() {
    Nd4j.getExecutioner().commit();
  }

  /** Product of two matrices, or of two batches of matrices, either of them transposed. */
  public static Runnable product(
      INDArray left,
      boolean leftTransposed,
      INDArray right,
      boolean rightTransposed,
      INDArray out) {
    return ready(
        DynamicCustomOp.builder("matmul")
            .addInputs(left, right)
            .addOutputs(out)
            .addIntegerArguments(leftTransposed ? 1 : 0, rightTransposed ? 1 : 0));
  }

  /** max(x, 0). */
  public static Runnable relu(INDArray in, INDArray out) {
    return ready(
        DynamicCustomOp.builder("relu")
            .addInputs(in)
            .addOutputs(out)
            .addFloatingPointArguments(0.0));
  }

  /** The gradient where the input was above zero. */
  public static Runnable reluGradient(INDArray in, INDArray gradient, INDArray out) {
    return ready(DynamicCustomOp.builder("relu_bp").addInputs(in, gradient).addOutputs(out));
  }

  /** Sum of two arrays. */
  public static Runnable add(INDArray left, INDArray right, INDArray out) {
    return ready(DynamicCustomOp.builder("add").addInputs(left, right).addOutputs(out));
  }

  /** Gaussian error linear unit. */
  public static Runnable gelu(INDArray in, INDArray out) {
    GELU operation = new GELU(in, out);
    return () -> Nd4j.exec(operation);
  }

  /** A row added to each row. */
  public static Runnable bias(INDArray in, INDArray row, INDArray out) {
    return ready(DynamicCustomOp.builder("biasadd").addInputs(in, row).addOutputs(out));
  }

  /** Sum over rows. */
  public static Runnable sumOfRows(INDArray in, INDArray out) {
    Sum operation = new Sum(in, out, false, 0);
    return () -> Nd4j.exec(operation);
  }

  /** Weights less the gradient, which has the step's size in it. */
  public static Runnable update(INDArray weights, INDArray gradient) {
    return () -> weights.subi(gradient);
  }

  /** Softmax of each row. */
  public static Runnable softmax(INDArray in, INDArray out) {
    return ready(DynamicCustomOp.builder("softmax").addInputs(in).addOutputs(out));
  }

  /** One array to another. */
  public static Runnable copy(INDArray in, INDArray out) {
    return () -> out.assign(in);
  }

  /** Layer normalisation of each row. */
  public static Runnable layerNorm(INDArray in, INDArray gain, INDArray shift, INDArray out) {
    return ready(
        DynamicCustomOp.builder("layer_norm")
            .addInputs(in, gain, shift)
            .addOutputs(out)
            .addIntegerArguments(1));
  }

  /** Mean and variance of each channel, then normalisation by them. */
  public static Runnable batchNorm(
      INDArray in, INDArray mean, INDArray variance, INDArray gain, INDArray shift, INDArray out) {
    Variance spread = new Variance(in, variance, false, 0, 2, 3);
    Runnable normalise =
        ready(
            DynamicCustomOp.builder("batchnorm")
                .addInputs(in, mean, variance, gain, shift)
                .addOutputs(out)
                .addIntegerArguments(1, 1, 1)
                .addFloatingPointArguments(EPSILON));
    return () -> {
      in.mean(mean, 0, 2, 3);
      Nd4j.exec(spread);
      normalise.run();
    };
  }

  /**
   * Gradient of batch normalisation.
   *
   * @param statistics mean, variance, gain and shift
   * @param out gradient of the input, then of the four statistics
   */
  public static Runnable batchNormGradient(
      INDArray in, INDArray[] statistics, INDArray gradient, INDArray[] out) {
    return ready(
        DynamicCustomOp.builder("batchnorm_bp")
            .addInputs(in, statistics[0], statistics[1], statistics[2], statistics[3], gradient)
            .addOutputs(out)
            .addIntegerArguments(1, 1, 1)
            .addFloatingPointArguments(EPSILON));
  }

  /** Convolution with as many output positions as input positions divided by the stride. */
  public static Runnable convolution(INDArray in, INDArray weights, int stride, INDArray out) {
    return ready(
        DynamicCustomOp.builder("conv2d")
            .addInputs(in, weights)
            .addOutputs(out)
            .addIntegerArguments(geometry(weights, stride)));
  }

  /** Gradient of a convolution with respect to its input alone. */
  public static Runnable convolutionInputGradient(
      INDArray shape, INDArray weights, INDArray gradient, int stride, INDArray out) {
    return ready(
        DynamicCustomOp.builder("conv2d_input_bp")
            .addInputs(shape, weights, gradient)
            .addOutputs(out)
            .addIntegerArguments(geometry(weights, stride)));
  }

  /** Gradients of a convolution with respect to its input and its weights. */
  public static Runnable convolutionGradients(
      INDArray in,
      INDArray weights,
      INDArray gradient,
      int stride,
      INDArray inputGradient,
      INDArray weightGradient) {
    return ready(
        DynamicCustomOp.builder("conv2d_bp")
            .addInputs(in, weights, gradient)
            .addOutputs(inputGradient, weightGradient)
            .addIntegerArguments(geometry(weights, stride)));
  }

  /** Scaled dot-product attention; arrays are [sequences and heads, elements, positions]. */
  public static Runnable attention(INDArray query, INDArray key, INDArray value, INDArray out) {
    return ready(
        DynamicCustomOp.builder("dot_product_attention")
            .addInputs(query, key, value)
            .addOutputs(out)
            .addIntegerArguments(1, 0));
  }

  /** Gradients of attention with respect to query, key and value. */
  public static Runnable attentionGradients(
      INDArray query, INDArray key, INDArray value, INDArray gradient, INDArray[] out) {
    return ready(
        DynamicCustomOp.builder("dot_product_attention_bp")
            .addInputs(query, key, value, gradient)
            .addOutputs(out)
            .addIntegerArguments(1));
  }

  /** Kernel, stride, no padding of one's own, dilation, "same" padding, NCHW, weights' order. */
  private static int[] geometry(INDArray weights, int stride) {
    int height = (int) weights.size(0);
    int width = (int) weights.size(1);
    return new int[] {height, width, stride, stride, 0, 0, 1, 1, 1, 0, 0};
  }

  private static Runnable ready(DynamicCustomOp.DynamicCustomOpsBuilder builder) {
    DynamicCustomOp operation = builder.build();
    return () -> Nd4j.exec(operation);
  }
}
