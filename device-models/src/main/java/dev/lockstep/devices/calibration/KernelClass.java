package dev.lockstep.devices.calibration;

import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Convolution;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import java.util.Arrays;

/** By which kinds of work errors are reported. */
public enum KernelClass {
  /** Single products of matrices. */
  MATRIX_PRODUCT("matrix products"),
  /** Several products in one launch. */
  BATCHED_MATRIX_PRODUCT("batched products"),
  /** Convolutions in their three directions. */
  CONVOLUTION("convolutions"),
  /** Attention in both directions. */
  ATTENTION("attention"),
  /** Layer and batch normalisation. */
  NORMALISATION("normalisation"),
  /** Softmax. */
  SOFTMAX("softmax"),
  /** Work on single elements, and sums over them. */
  ELEMENTWISE("elementwise"),
  /** Copies. */
  COPY("copies"),
  /** Passes over memory under other names, from a table. */
  OTHER("other passes");

  private final String label;

  KernelClass(String label) {
    this.label = label;
  }

  /** The class of a kernel; a collective has none. */
  public static KernelClass of(Kernel kernel) {
    if (kernel instanceof MatrixProduct product) {
      return product.batch() == 1 ? MATRIX_PRODUCT : BATCHED_MATRIX_PRODUCT;
    }
    if (kernel instanceof Convolution) {
      return CONVOLUTION;
    }
    if (kernel instanceof Attention) {
      return ATTENTION;
    }
    if (kernel instanceof MemoryPass pass) {
      return Arrays.stream(MemoryWork.values())
          .filter(work -> work.label().equals(pass.name()))
          .map(MemoryWork::kernelClass)
          .findFirst()
          .orElse(OTHER);
    }
    throw new IllegalArgumentException("%s is not work of one device".formatted(kernel));
  }

  /** What reports call it. */
  @Override
  public String toString() {
    return label;
  }
}
