package dev.lockstep.devices.kernel;

/** One piece of work that a device is given as a whole. */
public sealed interface Kernel
    permits MatrixProduct, Convolution, Attention, MemoryPass, Collective {

  /** Floating-point operations; a multiply-add counts as two. */
  double flops();

  /** What the host launches for it. */
  default int launches() {
    return 1;
  }
}
