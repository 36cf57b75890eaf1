package dev.lockstep.strategies.zerobubble;

/**
 * How much a device may keep.
 *
 * @param most most of it at once, in thousandths of what a chunk's forward of one micro-batch keeps
 * @param afterInputGradient how much of that an input gradient leaves for the weight gradient, in
 *     thousandths
 */
record MemoryBound(long most, long afterInputGradient) {

  static final long WHOLE = 1000;

  /** A bound on forwards whose weight gradient is not done yet. */
  static MemoryBound untilWeightGradient(int most) {
    return new MemoryBound(most * WHOLE, WHOLE);
  }

  /** What a kind of task adds when it starts. */
  long takes(int kind) {
    return kind == Work.FORWARD ? WHOLE : 0;
  }

  /** What a kind of task gives back when it ends. */
  long releases(int kind) {
    return switch (kind) {
      case Work.FORWARD -> 0;
      case Work.INPUT_GRADIENT -> WHOLE - afterInputGradient;
      default -> afterInputGradient;
    };
  }
}
