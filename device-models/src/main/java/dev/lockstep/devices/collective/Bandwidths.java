package dev.lockstep.devices.collective;

import dev.lockstep.devices.kernel.Collective.Kind;

/**
 * Algorithm and bus bandwidth as nccl-tests define them (nccl-tests, doc/PERFORMANCE.md). Bus
 * bandwidth is what one rank's link carries, so that it can be held against the hardware's rate
 * whatever the number of ranks.
 */
public final class Bandwidths {

  private Bandwidths() {}

  /**
   * Bytes that each rank must send, for each byte of the size by which nccl-tests name the
   * collective.
   *
   * @throws IllegalArgumentException below 2 ranks
   */
  public static double busFactor(Kind kind, int ranks) {
    requireGroup(ranks);
    double others = (double) (ranks - 1) / ranks;
    return switch (kind) {
      case ALL_REDUCE -> 2 * others;
      case ALL_GATHER, REDUCE_SCATTER, ALL_TO_ALL -> others;
      case POINT_TO_POINT -> 1;
    };
  }

  /** Size over time, in bytes per second. */
  public static double algorithmBandwidth(double sizeBytes, double seconds) {
    return sizeBytes / seconds;
  }

  /** {@linkplain #algorithmBandwidth Algorithm bandwidth} times {@link #busFactor}. */
  public static double busBandwidth(Kind kind, int ranks, double sizeBytes, double seconds) {
    return algorithmBandwidth(sizeBytes, seconds) * busFactor(kind, ranks);
  }

  /** Steps of a ring, one after another; those of a direct exchange are posted one by one. */
  static int ringSteps(Kind kind, int ranks) {
    return switch (kind) {
      case ALL_REDUCE -> 2 * (ranks - 1);
      case ALL_GATHER, REDUCE_SCATTER, ALL_TO_ALL -> ranks - 1;
      case POINT_TO_POINT -> 1;
    };
  }

  private static void requireGroup(int ranks) {
    if (ranks < 2) {
      throw new IllegalArgumentException("a collective needs 2 ranks, there are " + ranks);
    }
  }
}
