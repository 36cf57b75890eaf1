package dev.lockstep.devices.layers;

/** How software turns the operations of a layer into kernels. */
public enum Software {
  /** Kernels written for transformers, as in Megatron-LM: a normalisation or a loss is one. */
  FUSED,
  /** PyTorch's own layers, their passes over memory fused by its compiler; the loss is not. */
  COMPILED,
  /** PyTorch's own layers, a kernel for each operation. */
  EAGER;

  /** Whether PyTorch decides what a backward keeps and gathers. */
  public boolean isPytorch() {
    return this != FUSED;
  }
}
