package dev.lockstep.devices.collective;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Time of a collective inside a node: latency, pipeline and bandwidth.
 *
 * <pre>
 * t = start + steps * step + 2 sqrt(chunk * V / (w B)) + V / (w B) + S / L
 * </pre>
 *
 * <p>V = S * bus factor are the bytes that each rank sends. The square root is the cost of cutting
 * V into chunks of the best size when each chunk costs {@code chunkSeconds} by itself: it makes
 * bandwidth rise slowly with size. S / L is the pass of each rank over its own buffer. With chunk
 * and pass left out ({@link #ofLink}) this is the ring's closed form.
 *
 * @param startSeconds launch of the kernel and arrival of the ranks
 * @param stepSeconds latency of one ring step
 * @param chunkSeconds cost of one chunk of the pipeline; 0 if none
 * @param bandwidthBytesPerSecond B, what a rank sends in one direction when the pipeline is full
 * @param localBandwidthBytesPerSecond L, infinite if the pass costs nothing
 * @param widths w by ranks, where groups of different sizes see different links (lanes of a cube
 *     mesh, PCIe switch, socket); a size that is absent sees what the next larger one sees, beyond
 *     the last what the last sees; empty: all see the same
 */
public record LinkCurve(
    double startSeconds,
    double stepSeconds,
    double chunkSeconds,
    double bandwidthBytesPerSecond,
    double localBandwidthBytesPerSecond,
    NavigableMap<Integer, Double> widths) {

  /** Copies the widths and refuses figures that no link has. */
  public LinkCurve {
    if (!(startSeconds >= 0 && stepSeconds >= 0 && chunkSeconds >= 0)) {
      throw new IllegalArgumentException(
          "latencies must not be negative: start %s s, step %s s, chunk %s s"
              .formatted(startSeconds, stepSeconds, chunkSeconds));
    }
    if (!(bandwidthBytesPerSecond > 0 && localBandwidthBytesPerSecond > 0)) {
      throw new IllegalArgumentException(
          "bandwidths must be positive: %s B/s, local %s B/s"
              .formatted(bandwidthBytesPerSecond, localBandwidthBytesPerSecond));
    }
    if (widths.values().stream().anyMatch(width -> !(width > 0))) {
      throw new IllegalArgumentException("widths must be positive: " + widths);
    }
    widths = Collections.unmodifiableNavigableMap(new TreeMap<>(widths));
  }

  /** A link with latency and bandwidth alone: the closed forms of the ring. */
  public static LinkCurve ofLink(double latencySeconds, double bandwidthBytesPerSecond) {
    return new LinkCurve(
        0, latencySeconds, 0, bandwidthBytesPerSecond, Double.POSITIVE_INFINITY, new TreeMap<>());
  }

  /** The same with other widths. */
  public LinkCurve withWidths(Map<Integer, Double> byRanks) {
    return new LinkCurve(
        startSeconds,
        stepSeconds,
        chunkSeconds,
        bandwidthBytesPerSecond,
        localBandwidthBytesPerSecond,
        new TreeMap<>(byRanks));
  }

  /** Time that does not depend on the size. */
  double latencySeconds(int steps) {
    return startSeconds + steps * stepSeconds;
  }

  /** What the pipeline of chunks costs beside its bandwidth. */
  double rampSeconds(int ranks, double sentBytes) {
    return 2 * Math.sqrt(chunkSeconds * sentBytes / (width(ranks) * bandwidthBytesPerSecond));
  }

  /** Time of the bytes at full bandwidth, the pass over the own buffer included. */
  double bytesSeconds(int ranks, double sizeBytes, double sentBytes) {
    return sentBytes / (width(ranks) * bandwidthBytesPerSecond)
        + sizeBytes / localBandwidthBytesPerSecond;
  }

  /**
   * The time above.
   *
   * @param ranks in the node
   * @param steps of the ring
   * @param sizeBytes S
   * @param sentBytes V
   */
  public double seconds(int ranks, int steps, double sizeBytes, double sentBytes) {
    return latencySeconds(steps)
        + rampSeconds(ranks, sentBytes)
        + bytesSeconds(ranks, sizeBytes, sentBytes);
  }

  private double width(int ranks) {
    if (widths.isEmpty()) {
      return 1;
    }
    Map.Entry<Integer, Double> found = widths.ceilingEntry(ranks);
    return (found == null ? widths.lastEntry() : found).getValue();
  }
}
