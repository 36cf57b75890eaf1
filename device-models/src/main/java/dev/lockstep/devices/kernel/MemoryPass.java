package dev.lockstep.devices.kernel;

/**
 * Work whose time is that of reading and writing memory: elementwise operations, normalisation,
 * softmax, pooling, copies, optimizer steps.
 *
 * @param name what breakdowns call it
 * @param sizeBytes bytes read and written
 * @param launches kernels that this takes, one after another, with a gap after each
 */
public record MemoryPass(String name, double sizeBytes, int launches) implements Kernel {

  /** One launch. */
  public static MemoryPass of(String name, double sizeBytes) {
    return new MemoryPass(name, sizeBytes, 1);
  }

  /** Counted as none: they are not what such work costs. */
  @Override
  public double flops() {
    return 0;
  }
}
