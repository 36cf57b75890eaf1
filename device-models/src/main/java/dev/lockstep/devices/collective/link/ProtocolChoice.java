package dev.lockstep.devices.collective.link;

/**
 * Which protocol NCCL takes for a ring: the one that ends first by its own estimate, base + steps *
 * step + V / bandwidth (NVIDIA/nccl, src/graph/tuning.cc, 2.19 to 2.29). The estimate's figures are
 * part of NCCL, not measurements: where they are off, measured times jump from one size to the
 * next.
 *
 * @param medium what the links are
 * @param ringBandwidthBytesPerSecond what NCCL takes a ring to carry: links of a device times its
 *     figure for one (src/graph/topo.h: 20 GB/s for V100 and A100, 20.6 for H100, 40.1 for B200)
 * @param lowLatencyBandwidthBytesPerSecond most that LL carries (87.7 GB/s on A100, 141 on H100,
 *     282 on B200)
 * @param lowLatency128 whether LL128 is in use
 */
public record ProtocolChoice(
    Medium medium,
    double ringBandwidthBytesPerSecond,
    double lowLatencyBandwidthBytesPerSecond,
    boolean lowLatency128) {

  private static final double LOW_LATENCY_SHARE = 0.5;
  private static final double LOW_LATENCY_128_SHARE = 0.92;
  private static final double MICRO = 1e-6;
  private static final double[] BASE_MICROS = {6.6, 14.0, 8.4};

  /** What the links are; latencies of a ring's step by protocol, in NCCL's estimate. */
  public enum Medium {
    /** NVLink. */
    NVLINK(0.6, 1.9, 3.4),
    /** PCI Express. */
    PCIE(1.0, 2.5, 5.7);

    private final double[] stepMicros;

    Medium(double... stepMicros) {
      this.stepMicros = stepMicros;
    }
  }

  /** Refuses bandwidths that no link has. */
  public ProtocolChoice {
    if (!(ringBandwidthBytesPerSecond > 0 && lowLatencyBandwidthBytesPerSecond > 0)) {
      throw new IllegalArgumentException(
          "bandwidths must be positive: ring %s B/s, low latency %s B/s"
              .formatted(ringBandwidthBytesPerSecond, lowLatencyBandwidthBytesPerSecond));
    }
  }

  /**
   * The protocol for a ring.
   *
   * @param steps one after another
   * @param sentBytes V, what each rank sends
   */
  public Protocol choose(int steps, double sentBytes) {
    Protocol best = Protocol.LOW_LATENCY;
    for (Protocol other : Protocol.values()) {
      if (estimate(other, steps, sentBytes) < estimate(best, steps, sentBytes)) {
        best = other;
      }
    }
    return best;
  }

  private double estimate(Protocol protocol, int steps, double sentBytes) {
    double latency =
        BASE_MICROS[protocol.ordinal()] + steps * medium.stepMicros[protocol.ordinal()];
    return latency * MICRO + sentBytes / bandwidth(protocol);
  }

  private double bandwidth(Protocol protocol) {
    return switch (protocol) {
      case LOW_LATENCY ->
          Math.min(
              lowLatencyBandwidthBytesPerSecond, LOW_LATENCY_SHARE * ringBandwidthBytesPerSecond);
      case LOW_LATENCY_128 ->
          lowLatency128
              ? LOW_LATENCY_128_SHARE * ringBandwidthBytesPerSecond
              : Double.MIN_NORMAL; // never first
      case SIMPLE -> ringBandwidthBytesPerSecond;
    };
  }
}
