package dev.lockstep.core.metrics;

/** What a device's memory is used for. */
public enum MemoryCategory {
  /** The newest version of each stage's weights. */
  WEIGHTS,
  /**
   * Weight gradients: buffers held all the time, or one a stage from the first gradient of a
   * mini-batch until the update.
   */
  GRADIENTS,
  /** States of the optimizer: master weights, moments. */
  OPTIMIZER,
  /**
   * Activation stashes, what an input gradient leaves of them for the weight gradient, and inputs
   * stored for a second forward.
   */
  ACTIVATIONS,
  /** Older weight versions that are still to be read. */
  STASH,
  /**
   * Activations and gradients on their way from stage to stage: with the writer until sent, with
   * the reader until read. Also what computing a stage needs for a moment, over the whole run.
   */
  BUFFERS,
  /** What the framework and its libraries take before anything is computed. */
  OVERHEAD
}
