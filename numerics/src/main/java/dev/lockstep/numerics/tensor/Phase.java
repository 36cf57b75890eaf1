package dev.lockstep.numerics.tensor;

/** What a forward is for. */
public enum Phase {
  /** A forward of training: statistics are those of the micro-batch, and are remembered. */
  TRAINING,
  /** The same micro-batch once more, as recomputation does: nothing is remembered twice. */
  REPEATED,
  /** Statistics are those remembered from training. */
  EVALUATION
}
