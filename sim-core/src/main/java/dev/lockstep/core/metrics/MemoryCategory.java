package dev.lockstep.core.metrics;

/** What a device's memory is used for. */
public enum MemoryCategory {
  /** The newest version of each stage's weights. */
  WEIGHTS,
  /** Weight gradients, one buffer a stage, from the first one of a mini-batch until the update. */
  GRADIENTS,
  /**
   * Activation stashes, what an input gradient leaves of them for the weight gradient, and inputs
   * stored for a second forward.
   */
  ACTIVATIONS,
  /** Older weight versions that are still to be read. */
  STASH,
  /**
   * Activations and gradients on their way from stage to stage: with the writer until sent, with
   * the reader until read.
   */
  BUFFERS
}
