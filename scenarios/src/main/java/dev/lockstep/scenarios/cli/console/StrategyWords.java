package dev.lockstep.scenarios.cli.console;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.StrategyWord;
import dev.lockstep.scenarios.scenario.section.StrategySection;
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
    return StrategyWord.section(word, scenario.strategy(), file, "--strategies");
  }
}
