package dev.lockstep.devices.layers.convolutional.graph;

/** How finely a network may be cut into stages. */
public enum Granularity {
  /** Between the blocks that papers name: residual blocks, cells, stages of a U-Net. */
  BLOCKS,
  /**
   * Between single operations, as torchgpipe cuts a flattened {@code nn.Sequential}: convolution,
   * normalisation, activation. What lies beside the cut, as a shortcut, crosses it too.
   */
  OPERATIONS
}
