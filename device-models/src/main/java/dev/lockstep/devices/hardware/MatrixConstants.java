package dev.lockstep.devices.hardware;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one device reaches of its peaks in matrix products, and what each of them costs besides.
 * Eight figures are fitted on measured products; see {@code roofline.MatrixProductModel} for where
 * each stands in the time.
 *
 * @param computeFraction share of the peak in the inner loop, above 0 to 1
 * @param memoryFraction share of the memory's bandwidth, above 0 to 1
 * @param launchSeconds from one product to the next on a busy stream
 * @param tileSeconds filling the pipeline before, and writing the result after, a tile of 128 x 256
 * @param operandBandwidthBytesPerSecond of operands from the shared cache to all multiprocessors
 * @param multiprocessorBandwidthBytesPerSecond of operands to one multiprocessor
 * @param sustainedSlowdown how much slower a product becomes with the logarithm of its duration in
 *     milliseconds: lower clocks under load, and operands that no longer fit the cache
 * @param splitSeconds adding up the parts where the sums are split among multiprocessors
 * @param relativeRate by precision: what share of its own peak is reached, relative to 16 bits; 1
 *     for a precision that is not named
 * @param fitted what the figures were fitted on; empty if they are typical ones
 */
public record MatrixConstants(
    double computeFraction,
    double memoryFraction,
    double launchSeconds,
    double tileSeconds,
    double operandBandwidthBytesPerSecond,
    double multiprocessorBandwidthBytesPerSecond,
    double sustainedSlowdown,
    double splitSeconds,
    Map<Precision, Double> relativeRate,
    Optional<FittedRange> fitted) {

  /** Refuses what no device can have. */
  public MatrixConstants {
    fraction("computeFraction", computeFraction);
    fraction("memoryFraction", memoryFraction);
    positive("launchSeconds", launchSeconds);
    positive("tileSeconds", tileSeconds);
    positive("operandBandwidthBytesPerSecond", operandBandwidthBytesPerSecond);
    positive("multiprocessorBandwidthBytesPerSecond", multiprocessorBandwidthBytesPerSecond);
    positive("sustainedSlowdown", sustainedSlowdown);
    positive("splitSeconds", splitSeconds);
    relativeRate.forEach((precision, rate) -> positive("relativeRate " + precision.label(), rate));
    Map<Precision, Double> rates = new EnumMap<>(Precision.class);
    rates.putAll(relativeRate);
    relativeRate = Collections.unmodifiableMap(rates);
  }

  /** Share of its own peak that a precision reaches, relative to 16 bits. */
  public double relativeRate(Precision precision) {
    return relativeRate.getOrDefault(precision, 1.0);
  }

  private static void fraction(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "%s is %s; a share is above 0 and at most 1".formatted(name, value));
    }
  }

  private static void positive(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s is %s; it is finite and at least 0".formatted(name, value));
    }
  }
}
