package dev.lockstep.devices.roofline;

import dev.lockstep.devices.hardware.KernelConstants;
import dev.lockstep.devices.hardware.MatrixConstants;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;

/**
 * Times of kernels from a device's peaks and fitted constants: a matrix product by its tiles, a
 * convolution by the fastest known way, fused attention by its operations, everything else by the
 * bytes it moves.
 */
public final class RooflineTimes implements KernelTimes {

  private static final int ALIGNMENT = 8;

  private final KeptProducts products;
  private final MatrixConstants matrices;
  private final ConvolutionModel convolutions;
  private final MatrixRates rates;
  private final KernelConstants constants;
  private final double launchSeconds;
  private final Precision precision;

  /**
   * The times of one device.
   *
   * @param rates its peaks
   * @param matrices its constants of matrix products
   * @param constants its other constants
   * @param precision of matrix products and convolutions
   */
  public RooflineTimes(
      MatrixRates rates, MatrixConstants matrices, KernelConstants constants, Precision precision) {
    this.products = new KeptProducts(new MatrixProductModel(rates, matrices), precision);
    this.matrices = matrices;
    this.rates = rates;
    this.constants = constants;
    this.launchSeconds = matrices.launchSeconds();
    this.precision = precision;
    this.convolutions =
        new ConvolutionModel(
            rates, matrices, precision, constants.convolutionRate(), passBytesPerSecond());
  }

  private RooflineTimes(RooflineTimes other, KernelConstants constants) {
    this.products = other.products;
    this.matrices = other.matrices;
    this.rates = other.rates;
    this.constants = constants;
    this.launchSeconds = other.launchSeconds;
    this.precision = other.precision;
    this.convolutions =
        new ConvolutionModel(
            rates, matrices, precision, constants.convolutionRate(), passBytesPerSecond());
  }

  /** The same device with other constants of all but matrix products, as a fit tries them. */
  public RooflineTimes with(KernelConstants others) {
    return new RooflineTimes(this, others);
  }

  @Override
  public double seconds(Kernel kernel) {
    if (kernel instanceof MatrixProduct product) {
      return product(product);
    }
    if (kernel instanceof Convolution convolution) {
      return convolutions.seconds(convolution);
    }
    if (kernel instanceof Attention attention) {
      return attention(attention);
    }
    if (kernel instanceof MemoryPass pass) {
      return pass.launches() * constants.passSeconds() + pass.sizeBytes() / passBytesPerSecond();
    }
    Collective collective = (Collective) kernel;
    throw new IllegalArgumentException(
        "%s has no time on one device; its network has it".formatted(collective.kind()));
  }

  @Override
  public boolean inFittedRange(Kernel kernel) {
    return !(kernel instanceof MatrixProduct product)
        || product.batch() > 1
        || products.isFitted(product);
  }

  /** Bytes a second that a pass over large arrays reaches. */
  public double passBytesPerSecond() {
    return constants.passFraction() * rates.memoryBandwidthBytesPerSecond();
  }

  /** Seconds of a product in a benchmark of products: their rate in training plays no part. */
  public double benchmarkSeconds(MatrixProduct product) {
    return product(product) * constants.productRate();
  }

  private double product(MatrixProduct product) {
    double seconds = products.seconds(product);
    double rate = constants.productRate() * (isAligned(product) ? 1 : constants.unalignedRate());
    return product.batch() == 1 ? seconds / rate : seconds / (rate * constants.batchedRate());
  }

  private static boolean isAligned(MatrixProduct product) {
    return product.m() % ALIGNMENT == 0
        && product.n() % ALIGNMENT == 0
        && product.k() % ALIGNMENT == 0;
  }

  private double attention(Attention attention) {
    double share =
        attention.direction() == Direction.FORWARD
            ? constants.attentionFraction()
            : constants.attentionGradientFraction();
    Precision format = precision.operandBytes() < 2 ? Precision.BF16 : precision;
    double peak = rates.peakFlopsPerSecond().getOrDefault(format, Double.NaN);
    if (Double.isNaN(peak)) {
      throw new IllegalArgumentException("no peak rate in " + format.label());
    }
    return attention.flops() / (share * peak) + launchSeconds;
  }
}
