package dev.lockstep.numerics.tensor;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which of a sequence's weights are whose.
 *
 * @param counts how many each layer has
 */
record Shares(int[] counts) implements Serializable {

  /** Each layer's share of all weights. */
  List<List<INDArray>> of(List<INDArray> given) {
    int all = Arrays.stream(counts).sum();
    if (given.size() != all) {
      throw new IllegalArgumentException(
          "%d weights were given, the layers have %d. Maybe those of another part of the network?"
              .formatted(given.size(), all));
    }
    List<List<INDArray>> shares = new ArrayList<>();
    int start = 0;
    for (int count : counts) {
      shares.add(given.subList(start, start + count));
      start += count;
    }
    return shares;
  }
}
