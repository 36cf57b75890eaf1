package dev.lockstep.devices.layers;

import dev.lockstep.devices.kernel.MemoryPass;

/**
 * What an operation costs that is several kernels where nothing fuses them: each reads its operands
 * from memory and writes its result there, often in single precision.
 *
 * @param forwardTraffic bytes that they move, relative to one kernel
 * @param forwardKernels how many
 * @param backwardTraffic the same of the backward
 * @param backwardKernels how many
 */
public record SeparateKernels(
    double forwardTraffic, int forwardKernels, double backwardTraffic, int backwardKernels) {

  /**
   * Root mean square of each token: to single precision (2 + 4 bytes an element), square (8), mean
   * (4), scale (8), back (6), weigh (4): 34 where one kernel moves 4. Backward: weights and scale
   * (12), to single precision (6), gradients of scale and square (24), their sum (12), back (6): 60
   * where one kernel moves 8.
   */
  public static final SeparateKernels ROOT_MEAN_SQUARE = new SeparateKernels(8.5, 7, 7.5, 9);

  /** To single precision (6), a complex product (8), back (6), where one kernel moves 4. */
  public static final SeparateKernels ROTATION = new SeparateKernels(5, 3, 5, 3);

  /** SiLU (4) and product (6) where one kernel moves 6; backward 12 + 6 where one moves 10. */
  public static final SeparateKernels GATE = new SeparateKernels(5.0 / 3, 2, 1.8, 3);

  MemoryPass forward(String name, double fusedBytes) {
    return new MemoryPass(name, forwardTraffic * fusedBytes, forwardKernels);
  }

  MemoryPass backward(String name, double fusedBytes) {
    return new MemoryPass(name, backwardTraffic * fusedBytes, backwardKernels);
  }
}
