package dev.lockstep.devices.collective.link;

import java.util.Optional;

/**
 * What tells the protocols of a link apart.
 *
 * @param lowLatencyBandwidthBytesPerSecond what LL carries
 * @param simpleStepSeconds latency of a ring step with Simple; {@link
 *     dev.lockstep.devices.collective.LinkCurve} has that of LL and LL128
 * @param choice which one is taken; empty: the one that ends first
 */
public record Protocols(
    double lowLatencyBandwidthBytesPerSecond,
    double simpleStepSeconds,
    Optional<ProtocolChoice> choice) {

  /** Refuses figures that no link has. */
  public Protocols {
    if (!(lowLatencyBandwidthBytesPerSecond > 0 && simpleStepSeconds >= 0)) {
      throw new IllegalArgumentException(
          "low latency must have a bandwidth above 0 and simple a step from 0 on, not %s B/s, %s s"
              .formatted(lowLatencyBandwidthBytesPerSecond, simpleStepSeconds));
    }
  }
}
