package dev.lockstep.scenarios.report.picture;

/**
 * Where a moment lies in the picture.
 *
 * @param fromNanos the moment at the left edge
 * @param toNanos the moment at the right edge
 * @param left the left edge, pixels
 * @param width distance between the edges, pixels
 */
record TimeScale(long fromNanos, long toNanos, double left, double width) {

  double x(long nanos) {
    return left + pixels(nanos - fromNanos);
  }

  double pixels(long durationNanos) {
    return durationNanos * width / Math.max(1, toNanos - fromNanos);
  }
}
