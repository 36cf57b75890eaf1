package dev.lockstep.scenarios.scenario.source;

/**
 * A file that cannot be used. The message is one line: {@code file: /pointer: what. What would be
 * right.}.
 */
public final class ScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String pointer;
  private final String what;
  private final String whatWouldBeRight;

  /**
   * A refusal.
   *
   * @param file the file as the user named it
   * @param pointer JSON pointer to the place; empty for the whole file
   * @param what what is wrong
   * @param whatWouldBeRight what would be taken instead
   */
  public ScenarioException(String file, String pointer, String what, String whatWouldBeRight) {
    super(
        oneLine(file)
            + ": "
            + (pointer.isEmpty() ? "" : oneLine(pointer) + ": ")
            + (oneLine(what) + (what.endsWith("?") ? " " : ". ") + sentence(whatWouldBeRight))
                .strip());
    this.file = file;
    this.pointer = pointer;
    this.what = what;
    this.whatWouldBeRight = whatWouldBeRight;
  }

  private static String sentence(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String capitalised = Character.toUpperCase(text.charAt(0)) + text.substring(1);
    return oneLine(text.endsWith(".") ? capitalised : capitalised + ".");
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ");
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  /** JSON pointer to the place; empty for the whole file. */
  public String pointer() {
    return pointer;
  }

  /** What is wrong. */
  public String what() {
    return what;
  }

  /** What would be taken instead. */
  public String whatWouldBeRight() {
    return whatWouldBeRight;
  }
}
