package dev.lockstep.devices.roofline;

import dev.lockstep.devices.hardware.MatrixConstants;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.hardware.TileShape;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.MatrixProduct;
import java.util.ArrayList;
import java.util.List;

/**
 * Time of a convolution by the fastest of the ways that a library knows.
 *
 * <pre>
 * direct    pixels by output channels, summed over the patch, as one implicit matrix product
 * fused     3 x 3 in steps of one: 2 x 2 results from 16 products instead of 36, in one kernel
 * </pre>
 *
 * <p>The latter is minimal filtering (Lavin and Gray, arXiv 1509.09308, section 4) and serves
 * single precision only: matrix units of 16 bits are faster still. Larger tiles of results, whose
 * transforms lie in memory, need a workspace of several times the operands and are left out. Narrow
 * tiles are for results of few channels.
 */
final class ConvolutionModel {

  /** So much that the memory plays no part: a convolution counts its bytes itself. */
  private static final double UNLIMITED = 1e30;

  private static final TileShape[] NARROW = {new TileShape(128, 32), new TileShape(64, 32)};

  private static final double FUSED_GAIN = 36.0 / 16;

  private final MatrixProductModel implicitProducts;
  private final Precision precision;
  private final double rate;
  private final double passBytesPerSecond;
  private final double launchSeconds;

  /**
   * The model of one device.
   *
   * @param rate of convolutions, relative to a matrix product of their size
   * @param passBytesPerSecond that a pass over large arrays reaches
   */
  ConvolutionModel(
      MatrixRates rates,
      MatrixConstants matrices,
      Precision precision,
      double rate,
      double passBytesPerSecond) {
    List<TileShape> tiles = new ArrayList<>(rates.tiles());
    tiles.addAll(List.of(NARROW));
    this.implicitProducts =
        new MatrixProductModel(
            new MatrixRates(rates.multiprocessors(), rates.peakFlopsPerSecond(), UNLIMITED, tiles),
            matrices);
    this.precision = precision;
    this.rate = rate;
    this.passBytesPerSecond = passBytesPerSecond;
    this.launchSeconds = matrices.launchSeconds();
  }

  double seconds(Convolution convolution) {
    double compute = implicitProducts.seconds(direct(convolution), precision) / rate;
    double memory =
        convolution.elements() * precision.activationBytes() / passBytesPerSecond + launchSeconds;
    boolean fused = precision == Precision.FP32 && isFiltering(convolution);
    return Math.max(fused ? compute / FUSED_GAIN : compute, memory);
  }

  private static boolean isFiltering(Convolution convolution) {
    return convolution.kernelHeight() == 3
        && convolution.kernelWidth() == 3
        && convolution.stride() == 1
        && convolution.groups() == 1;
  }

  private static MatrixProduct direct(Convolution convolution) {
    long pixels =
        convolution.images() * convolution.outputHeight() * (long) convolution.outputWidth();
    long patch =
        (long) convolution.inputChannels()
            / convolution.groups()
            * convolution.kernelHeight()
            * convolution.kernelWidth();
    long channels = convolution.outputChannels() / (long) convolution.groups();
    return convolution.direction() == Direction.WEIGHT_GRADIENT
        ? new MatrixProduct(convolution.groups(), channels, patch, pixels)
        : new MatrixProduct(convolution.groups(), pixels, channels, patch);
  }
}
