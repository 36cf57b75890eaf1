package dev.lockstep.scenarios.cli.console;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOptions;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.source.SourceText;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Strategies as they are named on a command line: {@code interlocking:lookAhead=2}, or all. */
public final class StrategyWords {

  private final Path file;
  private final Scenario scenario;

  private StrategyWords(Path file, Scenario scenario) {
    this.file = file;
    this.scenario = scenario;
  }

  /**
   * Those that words mean, by what the user calls them, each once.
   *
   * @param file the scenario's, beside which options name other files
   * @throws ParameterException if there is no such strategy or option
   */
  public static Map<String, StrategySection> chosen(
      List<String> words, Path file, Scenario scenario, CommandLine command) {
    try {
      return chosen(words, file, scenario);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--strategies: " + e.getMessage());
    }
  }

  /**
   * Those that words mean, by what the user calls them, each once.
   *
   * @param file the scenario's, beside which options name other files
   * @throws IllegalArgumentException if there is no such strategy or option
   */
  public static Map<String, StrategySection> chosen(
      List<String> words, Path file, Scenario scenario) {
    StrategyWords reader = new StrategyWords(file, scenario);
    Map<String, StrategySection> chosen = new LinkedHashMap<>();
    for (String word : words) {
      if (word.strip().equals("all")) {
        StrategyCatalog.standard()
            .entries()
            .forEach(entry -> chosen.put(entry.name(), reader.section(entry.name())));
      } else {
        chosen.put(word.strip(), reader.section(word.strip()));
      }
    }
    return chosen;
  }

  private StrategySection section(String word) {
    String[] parts = word.split(":");
    StrategyEntry entry = StrategyCatalog.standard().byName(parts[0]);
    boolean same = entry.name().equals(scenario.strategy().name());
    StrategyOptions options =
        same && parts.length == 1
            ? scenario.strategy().options()
            : entry.options(given(parts), name -> SourceText.beside(file, "--strategies", name));
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
