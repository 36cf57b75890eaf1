package dev.lockstep.scenarios.cli;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.StrategyEntry;
import dev.lockstep.scenarios.catalog.StrategyOptions;
import dev.lockstep.scenarios.format.ResultCsv;
import dev.lockstep.scenarios.format.ResultJson;
import dev.lockstep.scenarios.format.ResultTable;
import dev.lockstep.scenarios.run.RefusedException;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.ScenarioReader;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep compare FILE --strategies a,b,c}. */
@Command(
    name = "compare",
    description = "Runs one scenario under several strategies.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "a scenario")
  private Path file;

  @Option(
      names = "--strategies",
      required = true,
      split = ",",
      paramLabel = "NAME",
      description =
          "strategies, separated by commas; options behind colons: interlocking:lookAhead=2."
              + " all: every strategy of the catalogue")
  private List<String> strategies;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "table, json or csv (default: table)")
  private ResultFormat format;

  @Option(names = "--out", paramLabel = "FILE", description = "writes the results there")
  private Optional<Path> out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Scenario scenario = ScenarioReader.read(file);
    List<RunResult> results = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (StrategySection strategy : chosen(scenario)) {
      try {
        results.add(Run.of(scenario.with(strategy)).result());
      } catch (RefusedException refusal) {
        refusals.add(
            "%s: %s. %s".formatted(strategy.name(), refusal.what(), refusal.whatWouldBeRight()));
      }
    }
    refusals.forEach(line -> spec.commandLine().getErr().println(Errors.line(line)));
    if (results.isEmpty()) {
      return Errors.REFUSED;
    }
    Output.write(text(scenario, results), out, spec.commandLine().getOut());
    return 0;
  }

  private String text(Scenario scenario, List<RunResult> results) {
    return switch (format) {
      case TABLE -> scenario.name() + "\n\n" + ResultTable.comparison(results);
      case CSV -> ResultCsv.of(results);
      case JSON -> ResultJson.of(results, true);
    };
  }

  private List<StrategySection> chosen(Scenario scenario) {
    List<StrategySection> chosen = new ArrayList<>();
    for (String word : strategies) {
      if (word.equals("all")) {
        StrategyCatalog.standard().entries().forEach(e -> chosen.add(section(scenario, e.name())));
      } else {
        chosen.add(section(scenario, word.strip()));
      }
    }
    return chosen;
  }

  private StrategySection section(Scenario scenario, String word) {
    String[] parts = word.split(":");
    try {
      StrategyEntry entry = StrategyCatalog.standard().byName(parts[0]);
      boolean same = entry.name().equals(scenario.strategy().name());
      StrategyOptions options =
          same && parts.length == 1 ? scenario.strategy().options() : entry.options(given(parts));
      return new StrategySection(entry.name(), options);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--strategies: " + e.getMessage());
    }
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
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
