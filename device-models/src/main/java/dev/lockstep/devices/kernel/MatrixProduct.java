package dev.lockstep.devices.kernel;

/**
 * {@code batch} products of an m x k with a k x n matrix.
 *
 * @param batch independent products
 * @param m rows of the result
 * @param n columns of the result
 * @param k length of the sums
 * @param launches what the host launches for all of them together
 * @param in16Bits whether it is computed in 16 bits where others are in 8 or 4
 */
public record MatrixProduct(long batch, long m, long n, long k, int launches, boolean in16Bits)
    implements Kernel {

  /** In one launch, in the precision of the others. */
  public MatrixProduct(long batch, long m, long n, long k) {
    this(batch, m, n, k, 1, false);
  }

  /** A single product. */
  public static MatrixProduct of(long m, long n, long k) {
    return new MatrixProduct(1, m, n, k);
  }

  /** The same in so many launches. */
  public MatrixProduct in(int otherLaunches) {
    return new MatrixProduct(batch, m, n, k, otherLaunches, in16Bits);
  }

  /** The same in 16 bits where others are in 8 or 4. */
  public MatrixProduct wide() {
    return new MatrixProduct(batch, m, n, k, launches, true);
  }

  @Override
  public double flops() {
    return 2.0 * batch * m * n * k;
  }

  /** Elements of both operands and the result. */
  public double elements() {
    return (double) batch * ((double) m * k + (double) k * n + (double) m * n);
  }
}
