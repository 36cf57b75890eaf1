package dev.lockstep.core.schedule;

/**
 * What a task does. The code is the one that stands in a task's text form ({@code 2F0}); F, B, I
 * and W are those of PyTorch's pipelining schedules.
 */
public enum Operation {
  /** Forward of a stage on one micro-batch. */
  FORWARD("F", true),
  /** Second forward of a stage from its stored input, for the stash that the backward needs. */
  RECOMPUTE("RF", true),
  /** Full backward: input gradient, then weight gradient, as one task. */
  BACKWARD("B", true),
  /** Gradient with respect to the stage's input. Zero-bubble papers call this one "B". */
  INPUT_GRADIENT("I", true),
  /** Gradient with respect to the stage's weights. */
  WEIGHT_GRADIENT("W", false),
  /** Auxiliary head of a stage: its forward, its loss and its backward. */
  AUXILIARY("A", false),
  /** Forward of an auxiliary head alone, where heads exchange logits before their losses. */
  AUXILIARY_FORWARD("AF", false),
  /** Loss and backward of an auxiliary head whose forward was a task of its own. */
  AUXILIARY_BACKWARD("AB", false),
  /**
   * How a stage's output and what follows changes with a perturbation: forward-mode
   * differentiation, beside a forward.
   */
  TANGENT("TF", true),
  /** Scales a perturbation by what it does to the loss: an estimate of the weight gradient. */
  PROJECT("P", false),
  /** Optimizer step of a stage: writes the next version of its weights. */
  UPDATE("U", false),
  /**
   * A point of no duration in a lane, at which tasks of other lanes are awaited and which others
   * can await: a lock-step barrier. Its micro-batch is a number of its own.
   */
  JOIN("J", false),
  /** Move of one value from one device to another; derived, never planned. */
  TRANSFER("T", false),
  /**
   * Gradient collective: sums a stage's weight gradients over its data-parallel replicas. Derived,
   * never planned.
   */
  REDUCE("R", false),
  /** Brings a stage's weights from the host's memory to the device. */
  FETCH("FE", false),
  /** Brings a stage's optimizer states from the host's memory to the device. */
  FETCH_STATES("FS", false),
  /** Takes a stage's weights and optimizer states from the device to the host's memory. */
  STORE("ST", false),
  /** Takes in a stash for which the device of its stage has no room. */
  EVICT("EV", false),
  /** Sends such a stash back. */
  RESTORE("RS", false);

  private static final Operation[] ALL = values();

  private final String code;
  private final boolean readsWeights;

  Operation(String code, boolean readsWeights) {
    this.code = code;
    this.readsWeights = readsWeights;
  }

  /** Short code in a task's text form. */
  public String code() {
    return code;
  }

  /** Whether the task's result depends on the stage's weights. */
  public boolean readsWeights() {
    return readsWeights;
  }

  /** Whether a device computes it; the others move or combine values, or only wait. */
  public boolean isCompute() {
    return ordinal() < TRANSFER.ordinal() && this != JOIN;
  }

  /** Whether it moves weights between a device and its host. */
  public boolean isSwap() {
    return this == FETCH || this == FETCH_STATES || this == STORE;
  }

  /** The operation with this ordinal, without the copy that {@link #values()} makes. */
  static Operation of(int ordinal) {
    return ALL[ordinal];
  }
}
