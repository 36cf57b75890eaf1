package dev.lockstep.devices.calibration.network;

import dev.lockstep.devices.kernel.Collective.Kind;

/**
 * One measured time.
 *
 * @param kind what was exchanged
 * @param ranks in how large a group
 * @param sizeBytes size as nccl-tests print it
 * @param seconds time of one call
 */
public record MeasuredCollective(Kind kind, int ranks, double sizeBytes, double seconds) {

  /** Refuses what no clock shows. */
  public MeasuredCollective {
    if (!(sizeBytes > 0 && seconds > 0 && ranks > 1)) {
      throw new IllegalArgumentException(
          "a measurement needs 2 ranks, a size and a time above 0, not %d, %s bytes and %s s"
              .formatted(ranks, sizeBytes, seconds));
    }
  }
}
