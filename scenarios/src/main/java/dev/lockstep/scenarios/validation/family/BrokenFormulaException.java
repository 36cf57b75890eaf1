package dev.lockstep.scenarios.validation.family;

/** A formula that cannot be understood, and where it stands. */
final class BrokenFormulaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  BrokenFormulaException(String pointer, String what) {
    super(what);
    this.pointer = pointer;
  }

  /** JSON pointer to the text that holds it. */
  String pointer() {
    return pointer;
  }
}
