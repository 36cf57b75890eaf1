package dev.lockstep.devices.calibration.curve;

import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MemoryPass;
import java.util.List;

/**
 * A pass over memory: launches, and bytes at the cache's rate while they fit, at the memory's when
 * they do not. How abruptly the one becomes the other is a constant too.
 */
final class MemoryCurve implements Curve {

  @Override
  public List<String> constants() {
    return List.of(
        "launchSeconds",
        "cachedSecondsPerByte",
        "missSecondsPerByte",
        "cacheBytes",
        "cacheSharpness");
  }

  @Override
  public double[] guess(List<Point> points) {
    double launch = points.stream().mapToDouble(Point::seconds).min().orElseThrow();
    double perByte =
        points.stream().mapToDouble(p -> p.seconds() / bytes(p.kernel())).min().orElseThrow();
    return new double[] {launch / 2, perByte / 2, perByte, 2 << 20, 2};
  }

  @Override
  public double seconds(double[] constants, Kernel kernel) {
    MemoryPass pass = (MemoryPass) kernel;
    double missing = Cache.missing(pass.sizeBytes(), constants[3], constants[4]);
    return constants[0] * pass.launches()
        + pass.sizeBytes() * (constants[1] + constants[2] * missing);
  }

  @Override
  public double[] sizes(Kernel kernel) {
    return new double[] {bytes(kernel)};
  }

  private static double bytes(Kernel kernel) {
    return ((MemoryPass) kernel).sizeBytes();
  }
}
