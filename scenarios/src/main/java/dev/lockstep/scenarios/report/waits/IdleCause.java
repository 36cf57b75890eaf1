package dev.lockstep.scenarios.report.waits;

/** Why a device is idle. */
public enum IdleCause {
  /** It has not had anything to do yet in this iteration. */
  WARM_UP("warm-up"),
  /** In the midst of an iteration, its next task waits for a computation elsewhere. */
  IMBALANCE("waits for a computation"),
  /** What its next task waits for has been computed, and is on its way. */
  COMMUNICATION("waits for communication"),
  /** It has nothing more to do in this iteration. */
  COOL_DOWN("cool-down");

  private final String label;

  IdleCause(String label) {
    this.label = label;
  }

  /** What it is called where it is shown. */
  public String label() {
    return label;
  }
}
