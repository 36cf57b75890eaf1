package dev.lockstep.devices.step;

/**
 * Like devices are not equally fast: chips differ, and so do clocks under a power limit. Where
 * devices wait for each other, the slowest sets the pace (Sinha et al., "Not All GPUs Are Created
 * Equal", SC22: some percent between the devices of one cluster).
 */
public final class SlowestDevice {

  /** Expected largest of 1, 2, 4, 8 ... normal deviates (Tippett, Biometrika 17, 1925). */
  private static final double[] LARGEST = {
    0.0000, 0.5642, 1.0294, 1.4236, 1.7660, 2.0697, 2.3437, 2.5946, 2.8269, 3.0439, 3.2482, 3.4418,
    3.6261, 3.8023, 3.9714, 4.1341, 4.2911
  };

  private SlowestDevice() {}

  /**
   * How much longer the slowest of some devices takes than the mean one: 1 and a share.
   *
   * @param devices that wait for each other
   * @param spread standard deviation of their times, as a share of the mean
   * @throws IllegalArgumentException if there is no device
   */
  public static double factor(int devices, double spread) {
    if (devices < 1) {
      throw new IllegalArgumentException("%d devices; at least 1".formatted(devices));
    }
    double doublings = Math.log(devices) / Math.log(2);
    int below = (int) Math.min(doublings, LARGEST.length - 2.0);
    double deviates = LARGEST[below] + (doublings - below) * (LARGEST[below + 1] - LARGEST[below]);
    return 1 + spread * deviates;
  }
}
