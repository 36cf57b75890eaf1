package dev.lockstep.strategies.coupled;

/**
 * Which of the losses that reach a stage its weights learn from. The schedule says which gradients
 * a backward reads; the learning rule divides by their number if they are averaged.
 */
public enum Combination {
  /** The farthest loss alone, as Gomez et al. (2022) train; with look-ahead 1 the next stage's. */
  FARTHEST,
  /** The sum of all of them, the stage's own included. */
  SUM,
  /** Their mean. */
  MEAN
}
