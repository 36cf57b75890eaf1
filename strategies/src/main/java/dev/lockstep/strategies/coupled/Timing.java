package dev.lockstep.strategies.coupled;

/**
 * When gradients move between the stages of interlocking backpropagation. The published code
 * (github.com/oscarkey/interlocking-backprop), written to study accuracy, hands over later than the
 * method has to, in two ways.
 */
public enum Timing {
  /** Each gradient is sent as soon as it is computed, before the weight gradient. */
  AS_COMPUTED,
  /** {@code PairwiseComponent}: the last stage sends its gradient only after its whole backward. */
  PAIRWISE_CODE,
  /**
   * {@code NwiseComponent}: a stage waits for all gradients from behind before it computes any, and
   * sends its own together at the end, so that all stages' backwards follow one another.
   */
  LIST_CODE
}
