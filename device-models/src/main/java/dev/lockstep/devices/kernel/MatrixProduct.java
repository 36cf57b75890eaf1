package dev.lockstep.devices.kernel;

/**
 * {@code batch} products of an m x k with a k x n matrix.
 *
 * @param batch independent products
 * @param m rows of the result
 * @param n columns of the result
 * @param k length of the sums
 * @param launches what the host launches for all of them together
 */
public record MatrixProduct(long batch, long m, long n, long k, int launches) implements Kernel {

  /** In one launch. */
  public MatrixProduct(long batch, long m, long n, long k) {
    this(batch, m, n, k, 1);
  }

  /** A single product. */
  public static MatrixProduct of(long m, long n, long k) {
    return new MatrixProduct(1, m, n, k);
  }

  /** The same in so many launches. */
  public MatrixProduct in(int otherLaunches) {
    return new MatrixProduct(batch, m, n, k, otherLaunches);
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
