package dev.lockstep.scenarios.scenario.read;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOptions;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.source.SourceText;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A strategy in one word: {@code interlocking:lookAhead=2}. */
public final class StrategyWord {

  private StrategyWord() {}

  /**
   * The strategy and its options.
   *
   * @param usual what its name alone means, if it is this strategy's
   * @param file the scenario's, beside which options name other files
   * @param where what names it, for messages
   * @throws IllegalArgumentException in one line, if there is no such strategy or option
   */
  public static StrategySection section(
      String word, StrategySection usual, Path file, String where) {
    String[] parts = word.split(":");
    StrategyEntry entry = StrategyCatalog.standard().byName(parts[0]);
    boolean same = entry.name().equals(usual.name());
    StrategyOptions options =
        same && parts.length == 1
            ? usual.options()
            : entry.options(given(parts), name -> SourceText.beside(file, where, name));
    return new StrategySection(entry.name(), options);
  }

  private static Map<String, Object> given(String[] parts) {
    Map<String, Object> given = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      if (pair.length < 2) {
        throw new IllegalArgumentException(
            "\"%s\" is no option. Write name:option=value.".formatted(parts[i]));
      }
      given.put(pair[0], value(pair[1]));
    }
    return given;
  }

  private static Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
