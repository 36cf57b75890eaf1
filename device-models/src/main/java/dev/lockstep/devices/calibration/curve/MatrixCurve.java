package dev.lockstep.devices.calibration.curve;

import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import java.util.List;

/**
 * Products of matrices: a launch, a fixed part for each product of a batch, the operations at a
 * peak rate that short sides do not reach, and the operands' way through memory. A side x reaches x
 * / (x + half) of the peak: "half" is the size of half performance (Hockney's n-half).
 */
final class MatrixCurve implements Curve {

  private static final double BYTES = 4;

  @Override
  public List<String> constants() {
    return List.of(
        "launchSeconds",
        "productSeconds",
        "secondsPerFlop",
        "secondsPerByte",
        "halfRows",
        "halfColumns",
        "halfSum");
  }

  @Override
  public double[] guess(List<Point> points) {
    double launch = points.stream().mapToDouble(Point::seconds).min().orElseThrow();
    double perFlop =
        points.stream().mapToDouble(p -> p.seconds() / p.kernel().flops()).min().orElseThrow();
    return new double[] {launch / 2, launch / 20, perFlop, 2e-11, 4, 4, 4};
  }

  @Override
  public double seconds(double[] constants, Kernel kernel) {
    MatrixProduct product = (MatrixProduct) kernel;
    double reached =
        share((double) product.m(), constants[4])
            * share((double) product.n(), constants[5])
            * share((double) product.k(), constants[6]);
    return constants[0]
        + constants[1] * product.batch()
        + constants[2] * product.flops() / reached
        + constants[3] * BYTES * product.elements();
  }

  @Override
  public double[] sizes(Kernel kernel) {
    MatrixProduct product = (MatrixProduct) kernel;
    return new double[] {product.batch(), product.m(), product.n(), product.k()};
  }

  private static double share(double size, double half) {
    return size / (size + half);
  }
}
