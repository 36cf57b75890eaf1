package dev.lockstep.scenarios.hardware;

/**
 * A hardware file that cannot be used. The message is one line: {@code file: /pointer: what. What
 * would be right.}
 */
public final class HardwareException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param file the file as the user named it
   * @param pointer JSON pointer to the place; empty for the whole file
   * @param what what is wrong
   * @param whatWouldBeRight what would be taken instead, a sentence
   */
  HardwareException(String file, String pointer, String what, String whatWouldBeRight) {
    super(
        "%s: %s%s%s %s"
            .formatted(
                file,
                pointer.isEmpty() ? "" : pointer + ": ",
                what,
                what.endsWith("?") ? "" : ".",
                whatWouldBeRight));
  }
}
