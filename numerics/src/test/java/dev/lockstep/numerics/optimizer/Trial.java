package dev.lockstep.numerics.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.numerics.tensor.Weight;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Two small weights, the second without decay, walked down a bowl by an optimizer. */
final class Trial {

  static final List<Weight> WEIGHTS =
      List.of(
          new Weight("weight", List.of(2L), (random, shape) -> Nd4j.zeros(shape), true),
          new Weight("bias", List.of(1L), (random, shape) -> Nd4j.zeros(shape), false));
  static final double[] START = {1, -2, 0.5};

  private final Optimizer.Memory memory;
  private final List<INDArray> values =
      List.of(
          Nd4j.createFromArray(START[0], START[1]), Nd4j.createFromArray(new double[] {START[2]}));

  Trial(Optimizer optimizer) {
    memory = optimizer.start(WEIGHTS);
  }

  Optimizer.Memory memory() {
    return memory;
  }

  List<INDArray> values() {
    return values;
  }

  /** The gradient of step {@code t} at a weight: a bowl that shakes. */
  static double gradient(int t, double weight) {
    return 0.8 * weight + Math.sin(3.0 * t + weight);
  }

  /** Runs some steps, numbered from {@code from}. */
  void run(int from, int to, double rate) {
    for (int t = from; t < to; t++) {
      memory.step(values, gradients(t), rate);
    }
  }

  private List<INDArray> gradients(int t) {
    return values.stream().map(value -> map(value, (w, ignored) -> gradient(t, w))).toList();
  }

  private static INDArray map(INDArray value, DoubleBinaryOperator function) {
    double[] from = value.toDoubleVector();
    INDArray result = Nd4j.create(DataType.DOUBLE, value.shape());
    for (int i = 0; i < from.length; i++) {
      result.putScalar(i, function.applyAsDouble(from[i], 0));
    }
    return result;
  }

  double[] all() {
    return Nd4j.concat(0, values.toArray(INDArray[]::new)).toDoubleVector();
  }

  void shows(double... expected) {
    assertThat(all()).containsExactly(expected, within(1e-12));
  }

  /** One step with these gradients. */
  void step(double rate, double... gradients) {
    memory.step(
        values,
        List.of(
            Nd4j.createFromArray(gradients[0], gradients[1]),
            Nd4j.createFromArray(new double[] {gradients[2]})),
        rate);
  }

  double[] expected(double rate) {
    return Nd4j.concat(0, memory.expectedStep(values, rate).toArray(INDArray[]::new))
        .toDoubleVector();
  }
}
