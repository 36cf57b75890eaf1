package dev.lockstep.devices.hardware;

import java.util.Set;

/**
 * The box of products that constants were fitted on. Outside of it a time is extrapolated, and
 * results say so.
 *
 * @param smallest smallest m, n and k
 * @param largest largest m, n and k
 * @param precisions in which they were measured
 */
public record FittedRange(Shape smallest, Shape largest, Set<Precision> precisions) {

  /**
   * Sides of one product.
   *
   * @param m rows of the result
   * @param n columns of the result
   * @param k length of the sums
   */
  public record Shape(long m, long n, long k) {

    private boolean isWithin(Shape other) {
      return m <= other.m && n <= other.n && k <= other.k;
    }
  }

  /** Refuses an empty box. */
  public FittedRange {
    if (!smallest.isWithin(largest)) {
      throw new IllegalArgumentException(
          "fitted from %s to %s; no side may end before it begins".formatted(smallest, largest));
    }
    precisions = Set.copyOf(precisions);
  }

  /**
   * Whether a product lies between the smallest and the largest, both included. The two formats of
   * 16 bits run at the same rate, so one stands for the other.
   */
  public boolean contains(long m, long n, long k, Precision precision) {
    Shape shape = new Shape(m, n, k);
    Precision measured = precision == Precision.FP16 ? Precision.BF16 : precision;
    return (precisions.contains(precision) || precisions.contains(measured))
        && smallest.isWithin(shape)
        && shape.isWithin(largest);
  }
}
