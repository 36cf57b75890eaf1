package dev.lockstep.core.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Memory of one device over time.
 *
 * @param peakBytes most bytes held at once
 * @param peakNanos when that was first so
 * @param atPeak composition at that moment; a category for which sizes are unknown is absent
 * @param steps all changes, by time: total after each
 */
public record MemoryUse(
    long peakBytes, long peakNanos, Map<MemoryCategory, Long> atPeak, List<Step> steps) {

  /**
   * Memory held from a moment on.
   *
   * @param fromNanos the moment
   * @param sizeBytes bytes held
   */
  public record Step(long fromNanos, long sizeBytes) {}

  /** Copies the collections. */
  public MemoryUse {
    EnumMap<MemoryCategory, Long> copy = new EnumMap<>(MemoryCategory.class);
    copy.putAll(atPeak);
    atPeak = Collections.unmodifiableMap(copy);
    steps = List.copyOf(steps);
  }
}
