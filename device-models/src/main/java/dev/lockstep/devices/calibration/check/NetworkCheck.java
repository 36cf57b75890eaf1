package dev.lockstep.devices.calibration.check;

import dev.lockstep.devices.calibration.KernelSource;
import dev.lockstep.devices.calibration.timing.KernelTimer;
import dev.lockstep.devices.calibration.timing.TimerSettings;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.roofline.KernelTimes;
import java.util.List;
import java.util.function.Supplier;

/**
 * A real step, measured and foretold.
 *
 * @param network which
 * @param kernels how many kernels it consists of
 * @param measuredSeconds what it took
 * @param foretoldSeconds sum of its kernels' computed times
 */
public record NetworkCheck(
    String network, int kernels, double measuredSeconds, double foretoldSeconds) {

  /** Steps of the networks are timed this often, far apart, and the quietest counts. */
  private static final int SWEEPS = 3;

  /**
   * Runs a fully connected network and a stage of residual blocks.
   *
   * @param times what foretells
   * @param source ND4J, started
   * @param nanos time for each network
   */
  public static List<NetworkCheck> all(KernelTimes times, KernelSource source, long nanos) {
    return List.of(
        of("MLP 256-512-512-256-64, 128 samples", times, source, nanos, NetworkCheck::perceptron),
        of(
            "2 residual blocks, 16 channels, 4 images of 16 x 16",
            times,
            source,
            nanos,
            () -> ResidualStage.step(2, 4, 16, 16)));
  }

  private static NetworkStep perceptron() {
    return Perceptron.step(128, 256, 512, 512, 256, 64);
  }

  /** Computed time divided by the measured one, less 1. */
  public double error() {
    return foretoldSeconds / measuredSeconds - 1;
  }

  private static NetworkCheck of(
      String name,
      KernelTimes times,
      KernelSource source,
      long nanos,
      Supplier<NetworkStep> network) {
    double measured = Double.POSITIVE_INFINITY;
    List<Kernel> kernels = List.of();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      try (NetworkStep step = network.get()) {
        KernelTimer timer =
            new KernelTimer(TimerSettings.within(nanos / SWEEPS), source.clockNanos());
        measured = Math.min(measured, timer.time(step::run).seconds());
        kernels = step.kernels();
      }
    }
    return new NetworkCheck(
        name, kernels.size(), measured, kernels.stream().mapToDouble(times::seconds).sum());
  }
}
