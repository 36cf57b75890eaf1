package dev.lockstep.scenarios.scenario.section.model;

/** How finely a network of images may be cut. */
public enum Granularity {
  /** Between the blocks that papers name. */
  BLOCKS,
  /** Between single operations. */
  OPERATIONS
}
