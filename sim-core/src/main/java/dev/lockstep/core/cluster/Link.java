package dev.lockstep.core.cluster;

import java.util.OptionalDouble;

/**
 * The alpha-beta model of a link in one direction: latency plus bytes over bandwidth.
 *
 * @param latencyNanos time until the first byte arrives
 * @param bandwidthBytesPerSecond bytes per second; empty if the size of a transfer plays no part
 */
public record Link(long latencyNanos, OptionalDouble bandwidthBytesPerSecond) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** A link whose transfers all take the same time. */
  public static Link ofLatency(long latencyNanos) {
    return new Link(latencyNanos, OptionalDouble.empty());
  }

  /**
   * Time of a transfer of {@code sizeBytes} that has the link to itself, rounded to a nanosecond.
   */
  public long transferNanos(long sizeBytes) {
    if (bandwidthBytesPerSecond.isEmpty()) {
      return latencyNanos;
    }
    double seconds = sizeBytes / bandwidthBytesPerSecond.getAsDouble();
    return latencyNanos + Math.round(seconds * NANOS_PER_SECOND);
  }
}
