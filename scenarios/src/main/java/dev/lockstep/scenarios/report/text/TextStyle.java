package dev.lockstep.scenarios.report.text;

import java.util.Locale;
import java.util.Map;

/**
 * How a timeline is drawn in text.
 *
 * @param columns width of the terminal, at least {@value #MIN_COLUMNS}
 * @param colour whether ANSI colours may be used
 * @param unicode whether characters beyond ASCII may be used
 */
public record TextStyle(int columns, boolean colour, boolean unicode) {

  /** Nothing can be read in fewer. */
  public static final int MIN_COLUMNS = 40;

  /** A narrower terminal gets the smallest drawing and breaks its lines. */
  public TextStyle {
    columns = Math.max(MIN_COLUMNS, columns);
  }

  /** ASCII without colours. */
  public static TextStyle plain(int columns) {
    return new TextStyle(columns, false, false);
  }

  /**
   * What a terminal with this environment shows: no colour if {@code NO_COLOR} is set to anything,
   * or the terminal is dumb; Unicode if the locale says UTF-8. What does not go to a terminal is
   * plain.
   */
  public static TextStyle of(int columns, boolean terminal, Map<String, String> environment) {
    if (!terminal) {
      return plain(columns);
    }
    boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    String locale = "";
    for (String name : new String[] {"LANG", "LC_CTYPE", "LC_ALL"}) {
      String value = environment.getOrDefault(name, "");
      locale = value.isEmpty() ? locale : value;
    }
    String charset = locale.toLowerCase(Locale.ROOT).replace("-", "");
    return new TextStyle(columns, !refused && !dumb, charset.contains("utf8"));
  }
}
