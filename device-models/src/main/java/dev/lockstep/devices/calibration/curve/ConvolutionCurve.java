package dev.lockstep.devices.calibration.curve;

import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Kernel;
import java.util.List;

/**
 * Convolutions of one direction: a launch, the operations, the lowered matrix that a convolution by
 * matrix product copies its input into (one element for each output position and kernel element),
 * and input, weights and output, each through memory once. A library that lowers nothing gets a
 * constant of next to nothing there. What of the lowered matrix does not fit the cache costs more.
 */
final class ConvolutionCurve implements Curve {

  private final double elementBytes;

  ConvolutionCurve(double elementBytes) {
    this.elementBytes = elementBytes;
  }

  private static final double SHARPNESS = 2;

  @Override
  public List<String> constants() {
    return List.of(
        "launchSeconds",
        "secondsPerFlop",
        "halfSum",
        "secondsPerByte",
        "secondsPerLoweredByte",
        "missSecondsPerLoweredByte",
        "cacheBytes");
  }

  @Override
  public double[] guess(List<Point> points) {
    double launch = points.stream().mapToDouble(Point::seconds).min().orElseThrow();
    double perFlop =
        points.stream().mapToDouble(p -> p.seconds() / p.kernel().flops()).min().orElseThrow();
    double perLowered =
        points.stream().mapToDouble(p -> p.seconds() / lowered(p.kernel())).min().orElseThrow();
    return new double[] {
      launch / 2,
      perFlop / 4,
      4,
      perLowered / 8,
      perLowered / 2 / elementBytes,
      perLowered / 16,
      2 << 20
    };
  }

  @Override
  public double seconds(double[] constants, Kernel kernel) {
    Convolution convolution = (Convolution) kernel;
    double sum = sumLength(convolution);
    double lowered = elementBytes * lowered(convolution);
    return constants[0]
        + constants[1] * convolution.flops() * (sum + constants[2]) / sum
        + constants[3] * elementBytes * convolution.elements()
        + constants[4] * lowered
        + constants[5] * lowered * Cache.missing(lowered, constants[6], SHARPNESS);
  }

  @Override
  public double[] sizes(Kernel kernel) {
    Convolution convolution = (Convolution) kernel;
    return new double[] {
      convolution.images(),
      convolution.flops(),
      convolution.elements(),
      lowered(convolution),
      convolution.outputChannels()
    };
  }

  private static double sumLength(Convolution convolution) {
    return (double) convolution.inputChannels()
        / convolution.groups()
        * convolution.kernelHeight()
        * convolution.kernelWidth();
  }

  private static double lowered(Kernel kernel) {
    Convolution convolution = (Convolution) kernel;
    return (double) convolution.images()
        * convolution.outputHeight()
        * convolution.outputWidth()
        * convolution.inputChannels()
        * convolution.kernelHeight()
        * convolution.kernelWidth();
  }
}
