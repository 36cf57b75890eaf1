package dev.lockstep.core.sim.network;

/** A transfer whose bytes are under way. */
final class Flow {

  private static final double NANOS_PER_SECOND = 1e9;

  final Transfer transfer;

  /** Links of its route whose bandwidth can be used up. */
  final int[] links;

  /** Rate that it cannot exceed whoever else is on its links, in bytes per second. */
  final double mostBytesPerSecond;

  /** Its fair share, in bytes per second, as last found. */
  double shareBytesPerSecond;

  /** When it will have ended at the current rate. */
  long endNanos = Long.MAX_VALUE;

  /** Round in which it was last looked at. */
  int seenIn;

  private double bytesPerSecond;
  private double leftBytes;
  private long sinceNanos;

  Flow(Transfer transfer, int[] links, long nowNanos) {
    this.transfer = transfer;
    this.links = links;
    this.leftBytes = transfer.sizeBytes();
    this.sinceNanos = nowNanos;
    long bytesNanos = transfer.aloneNanos() - transfer.latencyNanos();
    this.mostBytesPerSecond =
        bytesNanos <= 0
            ? Double.POSITIVE_INFINITY
            : transfer.sizeBytes() / (double) bytesNanos * NANOS_PER_SECOND;
  }

  int id() {
    return transfer.id();
  }

  /** Goes on at its share from now on; says whether that is another rate than before. */
  boolean adoptShare(long nowNanos) {
    if (shareBytesPerSecond == bytesPerSecond) {
      return false;
    }
    leftBytes -= bytesPerSecond * ((nowNanos - sinceNanos) / NANOS_PER_SECOND);
    sinceNanos = nowNanos;
    bytesPerSecond = shareBytesPerSecond;
    return true;
  }

  /** Time from the last change of rate for what was left then, to the nearest nanosecond. */
  long restNanos() {
    return Math.round(Math.max(0, leftBytes) / bytesPerSecond * NANOS_PER_SECOND);
  }
}
