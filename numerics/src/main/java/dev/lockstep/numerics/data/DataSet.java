package dev.lockstep.numerics.data;

import java.util.List;

/**
 * What a network is trained and judged on.
 *
 * @param name for reports
 * @param training what it learns from
 * @param test what it never sees
 * @param inputShape of one sample, without the dimension of samples
 * @param classes how many labels there are
 */
public record DataSet(
    String name, Samples training, Samples test, List<Long> inputShape, int classes) {

  /** Copies the shape. */
  public DataSet {
    inputShape = List.copyOf(inputShape);
  }
}
