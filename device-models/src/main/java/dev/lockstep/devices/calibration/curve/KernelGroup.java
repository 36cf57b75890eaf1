package dev.lockstep.devices.calibration.curve;

import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import java.util.Locale;

/**
 * Kernels that share one set of constants: single products, batched products, each direction of
 * convolution and of attention, each pass over memory by its name.
 *
 * @param name what files call it
 */
public record KernelGroup(String name) implements Comparable<KernelGroup> {

  private static final String PASS = "memory-pass/";

  /**
   * The group of a kernel.
   *
   * @throws IllegalArgumentException for a collective, which no single device performs
   */
  public static KernelGroup of(Kernel kernel) {
    if (kernel instanceof MatrixProduct product) {
      return new KernelGroup(product.batch() == 1 ? "matrix-product" : "batched-matrix-product");
    }
    if (kernel instanceof Convolution convolution) {
      return new KernelGroup("convolution/" + word(convolution.direction()));
    }
    if (kernel instanceof Attention attention) {
      boolean forward = attention.direction() == Direction.FORWARD;
      return new KernelGroup("attention/" + (forward ? "forward" : "backward"));
    }
    if (kernel instanceof MemoryPass pass) {
      return new KernelGroup(PASS + pass.name());
    }
    throw new IllegalArgumentException(
        "%s is work of several devices; the calibration of one has no time for it"
            .formatted((Collective) kernel));
  }

  /** Whether the group is one of passes over memory. */
  public boolean isMemoryPass() {
    return name.startsWith(PASS);
  }

  /** The group's form, for elements of so many bytes. */
  Curve curve(double elementBytes) {
    if (isMemoryPass()) {
      return new MemoryCurve();
    }
    if (name.startsWith("convolution/")) {
      return new ConvolutionCurve(elementBytes);
    }
    return name.startsWith("attention/") ? new AttentionCurve() : new MatrixCurve(elementBytes);
  }

  @Override
  public int compareTo(KernelGroup other) {
    return name.compareTo(other.name);
  }

  private static String word(Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
