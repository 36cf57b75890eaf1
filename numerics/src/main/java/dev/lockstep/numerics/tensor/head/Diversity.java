package dev.lockstep.numerics.tensor.head;

import dev.lockstep.numerics.tensor.layer.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * How much the heads of one stage agree on wrong classes (GN-DGL, published code): the
 * probabilities that each head gives to all but the true class, at a temperature, are scaled to
 * length one; the loss is the mean inner product over ordered pairs of heads and over samples. With
 * u a head's unit vector, r its probabilities of wrong classes, G heads and n samples,
 *
 * <pre>
 *   a = 2 / (n G (G - 1)) * sum of the other heads' u
 *   gradient = r (a - u (u a)) / |r| / temperature
 * </pre>
 *
 * @param temperature by which logits are divided, 3 in the published runs
 */
public record Diversity(double temperature) {

  /** Far below every logit, so that a true class gets no probability. */
  private static final double NEVER = -1e30;

  /** Checks the temperature. */
  public Diversity {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException(
          "a temperature of %s is not above 0. Maybe 3?".formatted(temperature));
    }
  }

  /**
   * The loss of a micro-batch.
   *
   * @param mean between 0 and 1; 0 for a single head
   * @param gradients by each head's logits
   */
  public record Value(double mean, List<INDArray> gradients) {
    /** Copies the list. */
    public Value {
      gradients = List.copyOf(gradients);
    }
  }

  /**
   * The loss and its gradients.
   *
   * @param logits (samples, classes) of each head
   * @param labels (samples)
   */
  public Value of(List<INDArray> logits, INDArray labels) {
    List<INDArray> wrong = new ArrayList<>();
    List<INDArray> lengths = new ArrayList<>();
    List<INDArray> units = new ArrayList<>();
    for (INDArray head : logits) {
      INDArray hits = Tensors.oneHot(labels, head.size(1)).castTo(head.dataType());
      INDArray others = Transforms.softmax(head.div(temperature).addi(hits.muli(NEVER)), false);
      INDArray length = others.norm2(true, 1);
      wrong.add(others);
      lengths.add(length);
      units.add(others.divColumnVector(length));
    }
    INDArray sum = units.stream().reduce(INDArray::add).orElseThrow();
    double pairs = Math.max(1, logits.size() * (logits.size() - 1.0)) * sum.size(0);
    double total = 0;
    List<INDArray> gradients = new ArrayList<>();
    for (int head = 0; head < logits.size(); head++) {
      INDArray unit = units.get(head);
      INDArray along = sum.sub(unit).muli(2 / pairs);
      INDArray inner = along.mul(unit).sum(true, 1);
      total += inner.sumNumber().doubleValue() / 2;
      INDArray direction = along.subi(unit.mulColumnVector(inner));
      gradients.add(
          direction.muli(wrong.get(head)).diviColumnVector(lengths.get(head)).divi(temperature));
    }
    return new Value(total, gradients);
  }
}
