package dev.lockstep.devices.roofline;

import dev.lockstep.devices.hardware.MatrixConstants;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.hardware.TileShape;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the vendor says of a device, as far as matrix products depend on it.
 *
 * @param multiprocessors that compute tiles side by side
 * @param peakFlopsPerSecond of the whole device, dense, by precision
 * @param memoryBandwidthBytesPerSecond of device memory
 * @param tiles that the library chooses from
 */
public record MatrixRates(
    int multiprocessors,
    Map<Precision, Double> peakFlopsPerSecond,
    double memoryBandwidthBytesPerSecond,
    List<TileShape> tiles) {

  /** Bytes of operands for each operation at 16 bits: the least seen to keep a device busy. */
  private static final double OPERAND_BYTES_PER_FLOP = 0.017;

  /** Operations that a multiprocessor could have done between two tiles of 128 x 256. */
  private static final double FLOPS_LOST_PER_TILE = 11.5e6;

  private static final double MOST_TILE_SECONDS = 4e-6;

  /** Refuses a device that computes nothing. */
  public MatrixRates {
    if (multiprocessors < 1
        || peakFlopsPerSecond.isEmpty()
        || !(memoryBandwidthBytesPerSecond > 0)
        || tiles.isEmpty()) {
      throw new IllegalArgumentException(
          "%d multiprocessors, peaks %s, %s bytes a second, tiles %s; each must be there"
              .formatted(
                  multiprocessors, peakFlopsPerSecond, memoryBandwidthBytesPerSecond, tiles));
    }
    Map<Precision, Double> peaks = new EnumMap<>(Precision.class);
    peaks.putAll(peakFlopsPerSecond);
    peakFlopsPerSecond = Collections.unmodifiableMap(peaks);
    tiles = List.copyOf(tiles);
  }

  /**
   * Constants for a device that nobody measured: shares and latencies lie between those fitted on
   * A100, H100, H200 and B200, and what grows with the peak there grows with this device's peak. A
   * fit starts from them.
   */
  public MatrixConstants typicalConstants() {
    double flopsPerSecond = 0;
    double operandBytesPerSecond = 0;
    for (Map.Entry<Precision, Double> peak : peakFlopsPerSecond.entrySet()) {
      if (peak.getKey().operandBytes() >= Precision.BF16.operandBytes()) {
        double scale = peak.getKey().operandBytes() / Precision.BF16.operandBytes();
        flopsPerSecond = Math.max(flopsPerSecond, peak.getValue());
        operandBytesPerSecond =
            Math.max(operandBytesPerSecond, OPERAND_BYTES_PER_FLOP * scale * peak.getValue());
      }
    }
    return new MatrixConstants(
        0.87,
        0.8,
        2.2e-6,
        Math.min(MOST_TILE_SECONDS, FLOPS_LOST_PER_TILE * multiprocessors / flopsPerSecond),
        operandBytesPerSecond,
        2e11,
        0.03,
        2e-6,
        Map.of(),
        Optional.empty());
  }
}
