package dev.lockstep.devices.kernel;

/**
 * {@code batch} products of an m x k with a k x n matrix, in one launch.
 *
 * @param batch independent products
 * @param m rows of the result
 * @param n columns of the result
 * @param k length of the sums
 */
public record MatrixProduct(long batch, long m, long n, long k) implements Kernel {

  /** A single product. */
  public static MatrixProduct of(long m, long n, long k) {
    return new MatrixProduct(1, m, n, k);
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
