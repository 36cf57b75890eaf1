package dev.lockstep.devices.calibration.curve;

/** Bytes that do not fit a cache. */
final class Cache {

  private Cache() {}

  /**
   * The share of a working set that misses a cache: x^p / (1 + x^p) with x = bytes / cache; next to
   * nothing far below the cache's size, all far above it, half at it.
   */
  static double missing(double bytes, double cacheBytes, double sharpness) {
    double x = Math.pow(bytes / cacheBytes, sharpness);
    return x == Double.POSITIVE_INFINITY ? 1 : x / (1 + x);
  }
}
