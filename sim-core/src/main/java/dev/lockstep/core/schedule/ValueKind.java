package dev.lockstep.core.schedule;

/** What a named value is. The code is the letter in its text form, {@code A(2,0)}. */
public enum ValueKind {
  /** Output of a stage's forward, the input of the next stage. */
  ACTIVATION("A", true),
  /** Output of an auxiliary head, read by the heads of other groups. */
  LOGITS("Z", true),
  /** Gradient of a stage's own auxiliary loss with respect to the stage's output. */
  LOSS("L", true),
  /** Gradient of one loss with respect to the stage's input. */
  GRADIENT("G", true),
  /** Activation stash: what the backward of the stage needs. */
  STASH("S", true),
  /** A stash on the device that holds it for another one. */
  EVICTED_STASH("E", false),
  /** The same when it goes back. */
  LOADED_STASH("K", true),
  /**
   * Input of a stage, kept for a second forward; of a reversible stage, returned to the stage below
   * as that one's output.
   */
  STORED_INPUT("X", true),
  /** What waits for the weight gradient once the input gradient is done. */
  WEIGHT_GRADIENT_STASH("P", false),
  /** Weight gradient of one micro-batch. */
  WEIGHT_GRADIENT("D", true),
  /**
   * Weight gradient summed over data-parallel replicas, on one of them; takes the place of what it
   * was summed from. Its last number is the device.
   */
  REDUCED_GRADIENT("C", false),
  /** How a stage's output changes with a perturbation. Its last number is the perturbation. */
  TANGENT("V", true),
  /** How the loss changes with a perturbation: one number. Its last number is the perturbation. */
  DERIVATIVE("N", true),
  /**
   * An order between tasks that no data explains, such as a lock-step barrier. Never transferred,
   * takes no memory.
   */
  BARRIER("R", false);

  private static final ValueKind[] ALL = values();

  private final String code;
  private final boolean transferable;

  ValueKind(String code, boolean transferable) {
    this.code = code;
    this.transferable = transferable;
  }

  /** Letter in the text form. */
  public String code() {
    return code;
  }

  /** Whether a reader on another device makes a transfer. */
  public boolean isTransferable() {
    return transferable;
  }

  static ValueKind of(int ordinal) {
    return ALL[ordinal];
  }
}
