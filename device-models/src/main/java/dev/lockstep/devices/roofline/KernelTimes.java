package dev.lockstep.devices.roofline;

import dev.lockstep.devices.kernel.Kernel;

/** How long one device takes for one kernel. */
public interface KernelTimes {

  /**
   * Seconds from the kernel's launch to its end on an otherwise idle device.
   *
   * @throws IllegalArgumentException where the device has no basis for such a kernel
   */
  double seconds(Kernel kernel);

  /** Whether the kernel lies within the shapes that the constants were fitted on. */
  boolean inFittedRange(Kernel kernel);
}
