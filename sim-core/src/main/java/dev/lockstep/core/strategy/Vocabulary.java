package dev.lockstep.core.strategy;

/**
 * Who holds the embedding and the head of a language model. Where all devices share them, each
 * device's share is the auxiliary head of its stage: its first pass is that head's forward, its
 * second pass that head's backward (Yeung et al., arXiv 2411.05288, section 4).
 */
public enum Vocabulary {
  /** The first stage and the last. */
  WITH_STAGES(0, 1.0 / 3),
  /** All devices; both gradients are part of the second pass: algorithm 1. */
  SHARED_TWO_BARRIERS(2, 1.0 / 3),
  /** All devices; the input gradient is part of the first pass: algorithm 2. */
  SHARED_ONE_BARRIER(1, 2.0 / 3);

  private final int barriers;
  private final double forwardShare;

  Vocabulary(int barriers, double forwardShare) {
    this.barriers = barriers;
    this.forwardShare = forwardShare;
  }

  /** Whether all devices share them. */
  public boolean isShared() {
    return barriers > 0;
  }

  /** How often all devices wait for each other between the passes of a micro-batch. */
  public int barriers() {
    return barriers;
  }

  /**
   * Part of a head's time that its forward takes: one of three products of equal size, or, with the
   * input gradient in it, two.
   */
  public double forwardShare() {
    return forwardShare;
  }
}
