package dev.lockstep.numerics.optimizer;

import dev.lockstep.numerics.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Tensors that an optimizer remembers: one for each weight, or several rounds of them. */
final class Remembered {

  private final List<Weight> weights;
  private final List<INDArray> tensors = new ArrayList<>();

  /** Zeros, {@code rounds} times one for each weight. */
  Remembered(List<Weight> weights, int rounds) {
    this.weights = List.copyOf(weights);
    for (int round = 0; round < rounds; round++) {
      for (Weight weight : weights) {
        tensors.add(Nd4j.zeros(DataType.FLOAT, shape(weight)));
      }
    }
  }

  private static long[] shape(Weight weight) {
    return weight.shape().stream().mapToLong(Long::longValue).toArray();
  }

  /** What is remembered of a weight, in the weight's data type. */
  INDArray of(int round, int number, INDArray weight) {
    int index = round * weights.size() + number;
    INDArray tensor = tensors.get(index);
    if (tensor.dataType() != weight.dataType()) {
      tensor = tensor.castTo(weight.dataType());
      tensors.set(index, tensor);
    }
    return tensor;
  }

  boolean decays(int number) {
    return weights.get(number).decays();
  }

  List<INDArray> all() {
    return List.copyOf(tensors);
  }

  /** Copies of what another memory held. */
  void restore(List<INDArray> others) {
    if (others.size() != tensors.size()) {
      throw new IllegalArgumentException(
          "%d remembered tensors where %d are expected\nMaybe they belong to another optimizer or stage."
              .formatted(others.size(), tensors.size()));
    }
    for (int i = 0; i < others.size(); i++) {
      Weight weight = weights.get(i % weights.size());
      if (!Arrays.equals(others.get(i).shape(), shape(weight))) {
        throw new IllegalArgumentException(
            "remembered tensor %d has shape %s, but weight '%s' has %s\nMaybe it belongs to another stage."
                .formatted(
                    i, Arrays.toString(others.get(i).shape()), weight.name(), weight.shape()));
      }
    }
    for (int i = 0; i < others.size(); i++) {
      tensors.set(i, others.get(i).dup('c'));
    }
  }

  /** Refuses lists of other lengths than there are weights. */
  void check(List<INDArray> values, List<INDArray> gradients) {
    if (values.size() != weights.size() || gradients.size() != weights.size()) {
      throw new IllegalArgumentException(
          "%d weights and %d gradients for an optimizer of %d weights"
              .formatted(values.size(), gradients.size(), weights.size()));
    }
  }
}
