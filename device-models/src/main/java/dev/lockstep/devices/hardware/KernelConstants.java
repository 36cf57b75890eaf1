package dev.lockstep.devices.hardware;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What one device reaches in kernels that are no plain matrix products, and what launching any of
 * them costs. Shares lie above 0 and up to 1; times are in seconds.
 *
 * @param productRate rate of matrix products in the middle of a training step, relative to the same
 *     product measured alone: clocks fall under load, and libraries of the time may be slower
 * @param passFraction share of the memory's bandwidth in passes over large arrays
 * @param passSeconds what a pass costs besides
 * @param batchedRate rate of the products of an unfused attention, relative to a plain product
 * @param unalignedRate rate of products with a side that is no multiple of 8, relative to others
 * @param attentionFraction share of the 16-bit peak in the forward of fused attention
 * @param attentionGradientFraction share of the 16-bit peak in its backward
 * @param convolutionRate rate of convolutions, relative to a matrix product of their size
 * @param hostSecondsPerKernel time that the host needs to launch one kernel: the device waits where
 *     its kernels are shorter than that
 * @param gapSecondsPerKernel time that the device idles between two kernels of a training step
 * @param overlapDelay by which share of an overlapped collective's time the computation beside it
 *     is delayed: both want multiprocessors and memory
 * @param deviceSpread standard deviation of like devices' times, as a share of the mean: the
 *     slowest of those that wait for each other sets the pace
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true)
public record KernelConstants(
    double productRate,
    double passFraction,
    double passSeconds,
    double batchedRate,
    double unalignedRate,
    double attentionFraction,
    double attentionGradientFraction,
    double convolutionRate,
    double hostSecondsPerKernel,
    double gapSecondsPerKernel,
    double overlapDelay,
    double deviceSpread)
    implements KernelConstantsBuilder.With {

  /** For devices that nobody measured: between those that were. */
  public static final KernelConstants TYPICAL =
      new KernelConstants(0.9, 0.8, 3e-6, 0.5, 0.4, 0.5, 0.4, 0.7, 1e-5, 5e-6, 0.2, 0);

  /** Refuses what no device can have. */
  public KernelConstants {
    fraction("passFraction", passFraction);
    fraction("batchedRate", batchedRate);
    fraction("unalignedRate", unalignedRate);
    fraction("attentionFraction", attentionFraction);
    fraction("attentionGradientFraction", attentionGradientFraction);
    fraction("overlapDelay", overlapDelay);
    if (!(deviceSpread >= 0 && deviceSpread < 1)) {
      throw new IllegalArgumentException(
          "deviceSpread is %s; a share of at least 0".formatted(deviceSpread));
    }
    if (!(productRate > 0
        && convolutionRate > 0
        && passSeconds >= 0
        && hostSecondsPerKernel >= 0
        && gapSecondsPerKernel >= 0)) {
      throw new IllegalArgumentException(
          "product rate %s and convolution rate %s above 0; pass %s s, host %s s, gap %s s at least 0"
              .formatted(
                  productRate,
                  convolutionRate,
                  passSeconds,
                  hostSecondsPerKernel,
                  gapSecondsPerKernel));
    }
  }

  private static void fraction(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "%s is %s; a share is above 0 and at most 1".formatted(name, value));
    }
  }

  /** The constants of kernels that are timed alone, as a profiler shows them: no gaps, no load. */
  public KernelConstants alone() {
    return withoutLaunches().withProductRate(Math.max(1, productRate));
  }

  /** The same where launches and gaps are in the times of kernels already, as one measured them. */
  public KernelConstants withoutLaunches() {
    return withHostSecondsPerKernel(0).withGapSecondsPerKernel(0);
  }
}
