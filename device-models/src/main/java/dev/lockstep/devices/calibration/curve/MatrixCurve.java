package dev.lockstep.devices.calibration.curve;

import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import java.util.List;

/**
 * Products of matrices: a launch, a fixed part for each product of a batch, the operations at a
 * peak rate that short sides do not reach, and the operands' bytes.
 *
 * <p>A side x reaches x / (x + half) of the peak: "half" is the size of half performance (Hockney's
 * n-half). Rows and columns are computed in tiles of 16, of which a constant says how much of the
 * rest is paid. Bytes cost twice: where a product is large enough that the library lays its
 * operands out anew, and where they do not fit the cache.
 */
final class MatrixCurve implements Curve {

  private final double elementBytes;

  MatrixCurve(double elementBytes) {
    this.elementBytes = elementBytes;
  }

  private static final double SHARPNESS = 3;
  private static final long TILE = 16;

  @Override
  public List<String> constants() {
    return List.of(
        "launchSeconds",
        "productSeconds",
        "secondsPerFlop",
        "halfRows",
        "halfColumns",
        "halfSum",
        "paidRestOfRows",
        "paidRestOfColumns",
        "layoutSecondsPerByte",
        "layoutFromFlops",
        "missSecondsPerByte",
        "cacheBytes");
  }

  @Override
  public double[] guess(List<Point> points) {
    double launch = points.stream().mapToDouble(Point::seconds).min().orElseThrow();
    double perFlop =
        points.stream().mapToDouble(p -> p.seconds() / p.kernel().flops()).min().orElseThrow();
    return new double[] {
      launch / 2, launch / 20, perFlop, 4, 4, 4, 0.5, 0.5, 2e-11, 2e6, 5e-11, 2 << 20
    };
  }

  @Override
  public double seconds(double[] constants, Kernel kernel) {
    MatrixProduct product = (MatrixProduct) kernel;
    double reached =
        share((double) product.m(), constants[3])
            * share((double) product.n(), constants[4])
            * share((double) product.k(), constants[5])
            / (rest(product.m(), constants[6]) * rest(product.n(), constants[7]));
    double bytes = elementBytes * product.elements();
    double flopsOfOne = product.flops() / product.batch();
    return constants[0]
        + constants[1] * product.batch()
        + constants[2] * product.flops() / reached
        + constants[8] * bytes * Cache.missing(flopsOfOne, constants[9], SHARPNESS)
        + constants[10] * bytes * Cache.missing(bytes, constants[11], SHARPNESS);
  }

  @Override
  public double[] sizes(Kernel kernel) {
    MatrixProduct product = (MatrixProduct) kernel;
    return new double[] {product.batch(), product.m(), product.n(), product.k()};
  }

  private static double share(double size, double half) {
    return size / (size + half);
  }

  private static double rest(long size, double paid) {
    double tiles = (double) ((size + TILE - 1) / TILE * TILE) / size;
    return 1 + paid * (tiles - 1);
  }
}
