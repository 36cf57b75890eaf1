package dev.lockstep.devices.calibration;

import dev.lockstep.devices.kernel.Kernel;
import java.util.function.LongSupplier;

/** Where kernels run. */
public interface KernelSource {

  /**
   * The kernel with its operands in place.
   *
   * @throws IllegalArgumentException where this place cannot run it
   */
  PreparedKernel prepare(Kernel kernel);

  /** The clock, in nanoseconds, by which kernels are timed here; only differences count. */
  LongSupplier clockNanos();

  /** What it runs on. */
  Machine machine();
}
