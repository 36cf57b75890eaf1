package dev.lockstep.devices.roofline;

import dev.lockstep.devices.hardware.MatrixConstants;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.hardware.TileShape;
import dev.lockstep.devices.kernel.MatrixProduct;
import java.util.Arrays;
import java.util.List;

/**
 * Time of a matrix product on a device whose multiprocessors compute tiles of the result, as many
 * at once as there are multiprocessors, one wave after the other.
 *
 * <pre>
 * tile    = max(operations / rate, operands / bandwidth) + tileSeconds (1 + elements / 128x256) / 2
 * product = max(waves x tile, bytes / memory bandwidth) + adding up split sums
 * time    = product x (1 + slowdown x ln(1 + product / 1 ms)) + launch
 * </pre>
 *
 * <p>where max is smooth, {@code (a^4 + b^4)^(1/4)}, and the tile and the number of parts that the
 * sums are split into are those of the least product, as a library would choose. A longer side
 * never takes less time. Waves: NVIDIA, "Matrix Multiplication Background User's Guide", section
 * 3.3; split sums: Osama et al., "Stream-K", arXiv 2301.03598, section 3.
 */
public final class MatrixProductModel {

  private static final int[] SPLITS = {1, 2, 3, 4, 6, 8, 16};

  /** Bytes along the sums that a tile loads at once: 64 elements of 16 bits. */
  private static final double STEP_BYTES = 128;

  /** Of a part of a split sum: written and read in single precision. */
  private static final double PART_BYTES = 8;

  private static final double HALF_OF_LARGE_TILE = 0.5 / (128 * 256);

  private final MatrixRates rates;
  private final MatrixConstants constants;
  private final TileShape[] tiles;
  private final double secondsPerByteToOne;
  private final double secondsPerByteToAll;
  private final double[] secondsPerFlop = new double[Precision.values().length];

  /** The model of one device. */
  public MatrixProductModel(MatrixRates rates, MatrixConstants constants) {
    this.rates = rates;
    this.constants = constants;
    tiles = rates.tiles().toArray(TileShape[]::new);
    secondsPerByteToOne = 1 / constants.multiprocessorBandwidthBytesPerSecond();
    secondsPerByteToAll = 1 / constants.operandBandwidthBytesPerSecond();
    Arrays.fill(secondsPerFlop, Double.NaN);
    rates
        .peakFlopsPerSecond()
        .forEach(
            (precision, peak) ->
                secondsPerFlop[precision.ordinal()] =
                    rates.multiprocessors()
                        / (peak * constants.computeFraction() * constants.relativeRate(precision)));
  }

  /**
   * Seconds of one product on a stream that is never empty.
   *
   * @throws IllegalArgumentException if the device has no peak rate in that precision
   */
  public double seconds(MatrixProduct product, Precision precision) {
    double flop = secondsPerFlop[precision.ordinal()];
    if (Double.isNaN(flop)) {
      List<String> known =
          rates.peakFlopsPerSecond().keySet().stream().map(Precision::label).toList();
      throw new IllegalArgumentException(
          "no peak rate in %s, only in %s. Maybe choose one of these."
              .formatted(precision.label(), known));
    }
    double least = leastSeconds(product, precision, flop);
    return constants.launchSeconds()
        + least * (1 + constants.sustainedSlowdown() * Math.log1p(least / 1e-3));
  }

  /** Whether the constants were fitted on products around this one: single, and as large. */
  public boolean isFitted(MatrixProduct product, Precision precision) {
    return product.batch() == 1
        && constants
            .fitted()
            .filter(range -> range.contains(product.m(), product.n(), product.k(), precision))
            .isPresent();
  }

  /** Of all tiles and numbers of parts, without launch and slowdown. */
  private double leastSeconds(MatrixProduct product, Precision precision, double flop) {
    double memory = memorySeconds(product, precision);
    double least = Double.POSITIVE_INFINITY;
    for (TileShape tile : tiles) {
      double count = tileCount(product, tile);
      double around = constants.tileSeconds() * (0.5 + tile.elements() * HALF_OF_LARGE_TILE);
      for (int parts : SPLITS) {
        double adding = splitSeconds(product, parts);
        if (memory + adding >= least) {
          break; // more parts take longer to add up
        }
        double active = Math.min(parts * count, rates.multiprocessors());
        double waves = Math.ceil(parts * count / rates.multiprocessors());
        double depth = depth(product, precision, parts);
        double compute = 2 * tile.elements() * depth * flop;
        double load = loadSeconds(tile, active, depth * precision.operandBytes());
        // What the roots below can only enlarge: most tiles end here.
        double bound = Math.max(memory, waves * (Math.max(compute, load) + around)) + adding;
        if (bound < least) {
          double busy = waves * (smoothMaximum(compute, load) + around);
          least = Math.min(least, smoothMaximum(busy, memory) + adding);
        }
      }
    }
    return least;
  }

  private static double tileCount(MatrixProduct product, TileShape tile) {
    return product.batch()
        * Math.ceil((double) product.m() / tile.rows())
        * Math.ceil((double) product.n() / tile.columns());
  }

  /** Length of the sums that one of several parts computes, in whole steps. */
  private static double depth(MatrixProduct product, Precision precision, int parts) {
    double step = STEP_BYTES / precision.operandBytes();
    return Math.ceil(product.k() / (parts * step)) * step;
  }

  /** Of the operands of one tile, while so many multiprocessors load. */
  private double loadSeconds(TileShape tile, double active, double depthBytes) {
    return (tile.rows() + tile.columns())
        * depthBytes
        * Math.max(secondsPerByteToOne, active * secondsPerByteToAll);
  }

  private double memorySeconds(MatrixProduct product, Precision precision) {
    double results = (double) product.batch() * product.m() * product.n();
    double bytes =
        (product.elements() - results) * precision.operandBytes()
            + results * precision.activationBytes();
    return bytes / (rates.memoryBandwidthBytesPerSecond() * constants.memoryFraction());
  }

  private double splitSeconds(MatrixProduct product, int parts) {
    if (parts == 1) {
      return 0;
    }
    double elements = (double) product.batch() * product.m() * product.n() * parts;
    return constants.splitSeconds()
        + elements * PART_BYTES / constants.operandBandwidthBytesPerSecond();
  }

  private static double smoothMaximum(double a, double b) {
    double a2 = a * a;
    double b2 = b * b;
    return Math.sqrt(Math.sqrt(a2 * a2 + b2 * b2));
  }
}
