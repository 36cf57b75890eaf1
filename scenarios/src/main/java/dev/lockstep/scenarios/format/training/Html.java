package dev.lockstep.scenarios.format.training;

/** Text in a page. */
final class Html {

  private Html() {}

  /** Without markup, and without characters that no page may hold. */
  static String escape(String text) {
    return text.replaceAll("\\p{Cntrl}", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
