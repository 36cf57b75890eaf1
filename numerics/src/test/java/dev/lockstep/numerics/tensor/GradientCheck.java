package dev.lockstep.numerics.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Holds a layer's derivatives against central differences of its forward, in double precision: for
 * a random gradient g of the output, the derivative of sum(g * y) by the numbers that go in. The
 * largest difference may be a millionth of the tensor's largest derivative. Looks also that nothing
 * handed in is changed, that a second backward says the same, and that shapes are as promised.
 */
public final class GradientCheck {

  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  /** How many numbers of a tensor are moved at most, evenly spread. */
  private static final long MOST = 50;

  static {
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    // Small tensors are slower with threads, many times so on a busy machine.
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }

  private final Layer layer;
  private final Phase phase;
  private final Random random;

  private GradientCheck(Layer layer, Phase phase, long seed) {
    this.layer = layer;
    this.phase = phase;
    this.random = new Random(seed);
  }

  /** Checks a layer in training. */
  public static void check(Layer layer, long... inputShape) {
    check(layer, Phase.TRAINING, inputShape);
  }

  /**
   * Checks a layer.
   *
   * @param inputShape with the dimension of samples
   */
  public static void check(Layer layer, Phase phase, long... inputShape) {
    new GradientCheck(layer, phase, 7).run(inputShape);
  }

  /** Normal values in double precision. */
  public static INDArray normal(Random random, long... shape) {
    INDArray values = Nd4j.create(DataType.DOUBLE, shape);
    for (long i = 0; i < values.length(); i++) {
      values.putScalar(i, random.nextGaussian());
    }
    return values;
  }

  /** Normal values for each weight of a layer. */
  public static List<INDArray> weights(Layer layer, Random random) {
    return layer.weights().stream().map(weight -> normal(random, shape(weight))).toList();
  }

  private static long[] shape(Weight weight) {
    return weight.shape().stream().mapToLong(Long::longValue).toArray();
  }

  /** Checks the derivative of a function of one tensor. */
  public static void check(
      String what, INDArray value, INDArray derivative, ToDoubleFunction<INDArray> function) {
    assertThat(derivative.shape()).as(what).isEqualTo(value.shape());
    assertThat(derivative.dataType()).as(what).isEqualTo(DataType.DOUBLE);
    INDArray moved = value.dup('c');
    double largest = 1e-3;
    double error = 0;
    for (long i = 0; i < value.length(); i += 1 + value.length() / MOST) {
      double before = moved.getDouble(i);
      moved.putScalar(i, before + STEP);
      double above = function.applyAsDouble(moved);
      moved.putScalar(i, before - STEP);
      double below = function.applyAsDouble(moved);
      moved.putScalar(i, before);
      double expected = (above - below) / (2 * STEP);
      largest = Math.max(largest, Math.abs(expected));
      double difference = Math.abs(expected - derivative.getDouble(i));
      assertThat(difference).as("%s: number %d of %s", what, i, derivative).isNotNaN();
      error = Math.max(error, difference);
    }
    assertThat(error).as("%s: %s", what, derivative).isLessThanOrEqualTo(TOLERANCE * largest);
  }

  private void run(long... inputShape) {
    INDArray input = normal(random, inputShape);
    List<INDArray> weights = weights(layer, random);
    Pass pass = layer.forward(weights, input, phase);
    INDArray gradient = normal(random, pass.output().shape());
    List<INDArray> handedIn = new ArrayList<>(weights);
    handedIn.add(input);
    handedIn.add(gradient);
    List<INDArray> before = handedIn.stream().map(INDArray::dup).toList();

    Backward backward = pass.backward(weights, gradient);
    List<INDArray> weightGradients = backward.weightGradients().get();
    Backward again = pass.backward(weights, gradient);

    assertThat(handedIn).isEqualTo(before);
    assertThat(again.inputGradient()).isEqualTo(backward.inputGradient());
    assertThat(again.weightGradients().get()).isEqualTo(weightGradients);
    assertThat(behind(pass.output())).isEqualTo(layer.outputShape(behind(input)));
    assertThat(pass.kept()).noneMatch(kept -> kept == pass.output());
    check("input", input, backward.inputGradient(), moved -> value(weights, moved, gradient));
    assertThat(weightGradients).hasSameSizeAs(weights);
    for (int i = 0; i < weights.size(); i++) {
      int at = i;
      ToDoubleFunction<INDArray> function =
          moved -> {
            List<INDArray> others = new ArrayList<>(weights);
            others.set(at, moved);
            return value(others, input, gradient);
          };
      check(layer.weights().get(i).name(), weights.get(i), weightGradients.get(i), function);
    }
  }

  private double value(List<INDArray> weights, INDArray input, INDArray gradient) {
    INDArray output = layer.forward(weights, input, phase).output();
    assertThat(output.dataType()).isEqualTo(DataType.DOUBLE);
    return output.mul(gradient).sumNumber().doubleValue();
  }

  private static long[] behind(INDArray tensor) {
    long[] shape = tensor.shape();
    return java.util.Arrays.copyOfRange(shape, 1, shape.length);
  }

  /** Holds a tensor against numbers worked out by hand. */
  public static void assertNumbers(INDArray tensor, double... expected) {
    assertThat(tensor.dup('c').reshape(tensor.length()).toDoubleVector()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(tensor.dup('c').reshape(tensor.length()).getDouble(i))
          .as("number %d of %s", i, tensor)
          .isCloseTo(expected[i], within(1e-12));
    }
  }
}
