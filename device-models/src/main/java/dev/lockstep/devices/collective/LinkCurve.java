package dev.lockstep.devices.collective;

import dev.lockstep.devices.collective.link.Protocol;
import dev.lockstep.devices.collective.link.Protocols;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Time of a collective inside a node: latency, pipeline and bandwidth.
 *
 * <pre>
 * X      = V / (w B) + S / L
 * ramp   = 2 sqrt(chunk * V / (w B))
 * one    = start + steps * step + ramp + X
 * LL     = start + steps * step + V / (w B_LL)
 * LL128  = start + steps * step + ramp + 128/120 X
 * Simple = start + max(X, steps * step_Simple + X / 2) + ramp
 * </pre>
 *
 * <p>V = S * bus factor are the bytes that each rank sends; S / L is the pass of each rank over its
 * own buffer. The square root is the cost of cutting V into chunks of the best size when each chunk
 * costs {@code chunkSeconds} by itself: it makes bandwidth rise slowly with size. Simple passes a
 * rank's part on in two slices: while a slice takes longer than a step the links are full, below
 * that each step waits for its slice. Without {@code protocols} the first line holds for all sizes;
 * with chunk and pass left out as well ({@link #ofLink}) it is the ring's closed form.
 *
 * @param startSeconds launch of the kernel and arrival of the ranks
 * @param stepSeconds latency of one ring step, with LL and LL128 where protocols are told apart
 * @param chunkSeconds cost of one chunk of the pipeline; 0 if none
 * @param bandwidthBytesPerSecond B, what a rank sends in one direction when the pipeline is full
 * @param localBandwidthBytesPerSecond L, infinite if the pass costs nothing
 * @param widths w by ranks, where groups of different sizes see different links (lanes of a cube
 *     mesh, PCIe switch, socket); a size that is absent sees what the next larger one sees, beyond
 *     the last what the last sees; empty: all see the same
 * @param protocols what tells NCCL's protocols apart; empty: one for all sizes
 */
public record LinkCurve(
    double startSeconds,
    double stepSeconds,
    double chunkSeconds,
    double bandwidthBytesPerSecond,
    double localBandwidthBytesPerSecond,
    NavigableMap<Integer, Double> widths,
    Optional<Protocols> protocols) {

  /** Bytes that LL128 sends for each byte of data. */
  private static final double LOW_LATENCY_128_BYTES = 128.0 / 120;

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

  /** One protocol for all sizes. */
  public LinkCurve(
      double startSeconds,
      double stepSeconds,
      double chunkSeconds,
      double bandwidthBytesPerSecond,
      double localBandwidthBytesPerSecond,
      NavigableMap<Integer, Double> widths) {
    this(
        startSeconds,
        stepSeconds,
        chunkSeconds,
        bandwidthBytesPerSecond,
        localBandwidthBytesPerSecond,
        widths,
        Optional.empty());
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
        new TreeMap<>(byRanks),
        protocols);
  }

  /** The same with another bandwidth; latencies, and what protocols tell, stay. */
  LinkCurve timesAsFast(double factor) {
    return new LinkCurve(
        startSeconds,
        stepSeconds,
        chunkSeconds,
        factor * bandwidthBytesPerSecond,
        localBandwidthBytesPerSecond,
        widths,
        protocols);
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
   * The time above of a ring.
   *
   * @param ranks in the node
   * @param steps of the ring
   * @param sizeBytes S
   * @param sentBytes V
   */
  public double seconds(int ranks, int steps, double sizeBytes, double sentBytes) {
    double latency = latencySeconds(steps);
    double bytes = bytesSeconds(ranks, sizeBytes, sentBytes);
    double ramp = rampSeconds(ranks, sentBytes);
    if (protocols.isEmpty()) {
      return latency + ramp + bytes;
    }
    double low = latency + lowLatencyBytesSeconds(ranks, sentBytes);
    double simple = startSeconds + simpleSeconds(steps, bytes) + ramp;
    if (protocols.get().choice().isEmpty()) {
      return Math.min(low, simple);
    }
    Protocol protocol = protocols.get().choice().get().choose(steps, sentBytes);
    return switch (protocol) {
      case LOW_LATENCY -> low;
      case LOW_LATENCY_128 -> latency + ramp + LOW_LATENCY_128_BYTES * bytes;
      case SIMPLE -> simple;
    };
  }

  /**
   * Time of ranks that send to each other without relay, with LL or Simple, whichever ends first
   * (NCCL has no LL128 for them): sends are posted one by one, and as nothing is passed on, slices
   * wait for one step only.
   *
   * @param ranks in the node
   * @param sends that each rank posts
   * @param sizeBytes S
   * @param sentBytes V
   */
  double directSeconds(int ranks, int sends, double sizeBytes, double sentBytes) {
    double latency = latencySeconds(sends);
    double bytes = bytesSeconds(ranks, sizeBytes, sentBytes);
    double ramp = rampSeconds(ranks, sentBytes);
    return protocols.isEmpty()
        ? latency + ramp + bytes
        : latency
            + Math.min(lowLatencyBytesSeconds(ranks, sentBytes), simpleSeconds(1, bytes) + ramp);
  }

  private double simpleSeconds(int steps, double bytesSeconds) {
    double steady = steps * protocols.orElseThrow().simpleStepSeconds() + bytesSeconds / 2;
    return Math.max(bytesSeconds, steady);
  }

  private double lowLatencyBytesSeconds(int ranks, double sentBytes) {
    return sentBytes / (width(ranks) * protocols.orElseThrow().lowLatencyBandwidthBytesPerSecond());
  }

  private double width(int ranks) {
    if (widths.isEmpty()) {
      return 1;
    }
    Map.Entry<Integer, Double> found = widths.ceilingEntry(ranks);
    return (found == null ? widths.lastEntry() : found).getValue();
  }
}
