package dev.lockstep.scenarios.cli;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyOptions;
import dev.lockstep.scenarios.cli.console.Errors;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.cli.console.ResultOptions;
import dev.lockstep.scenarios.cli.console.StrategyWords;
import dev.lockstep.scenarios.cli.console.Terminal;
import dev.lockstep.scenarios.cli.measured.MeasuredCommand;
import dev.lockstep.scenarios.format.ComparisonTable;
import dev.lockstep.scenarios.format.ResultCsv;
import dev.lockstep.scenarios.format.ResultJson;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep compare FILE --strategies a,b,c}. */
@Command(
    name = "compare",
    description =
        "Runs one scenario under several strategies, or compares it with what was measured.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  private static final String IDEAL = "ideal";

  @Parameters(paramLabel = "FILE", description = "a scenario")
  private Path file;

  @Option(
      names = "--strategies",
      split = ",",
      paramLabel = "NAME",
      description =
          "strategies, separated by commas; options behind colons: interlocking:lookAhead=2."
              + " all: every strategy of the catalogue, those that do not admit the scenario with the"
              + " reason")
  private List<String> strategies = List.of();

  @Option(
      names = "--measured",
      arity = "1..*",
      paramLabel = "TRACE",
      description = "Chrome traces of one run, .json or .json.gz: one of all ranks, or one of each")
  private List<Path> measured = List.of();

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "what the events of the traces mean; see docs/measured.md")
  private Optional<Path> mapping;

  @Mixin private ResultOptions options;

  @Spec private CommandSpec spec;

  private final Map<String, RunResult> results = new LinkedHashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    checkOptions();
    Output.check(command, List.of(file), List.of(options.out()));
    if (mapping.isPresent()) {
      return Errors.attempt(
          command, () -> new MeasuredCommand(file, measured, mapping.get()).run(command, options));
    }
    Scenario scenario = ScenarioReader.read(file);
    int status = 0;
    for (Map.Entry<String, StrategySection> each :
        StrategyWords.chosen(strategies, file, scenario, command).entrySet()) {
      int outcome = Errors.attempt(command, () -> run(scenario, each.getKey(), each.getValue()));
      status = Math.max(status, outcome);
    }
    if (results.isEmpty()) {
      refused.values().forEach(why -> command.getErr().println(Errors.line(file + ": " + why)));
      return Math.max(status, Errors.REFUSED);
    }
    return Math.max(status, Errors.attempt(command, () -> print(scenario)));
  }

  private void checkOptions() {
    if (strategies.isEmpty() == measured.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "compare takes either --strategies or --measured");
    }
    if (measured.isEmpty() == mapping.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--measured and --mapping are given together");
    }
  }

  /**
   * "all" is a wish for those that admit the scenario, so that a refusal is a row among the others;
   * a name is a wish for that strategy.
   */
  private void run(Scenario scenario, String name, StrategySection strategy) {
    try {
      results.put(name, Run.of(scenario.with(strategy)).result());
    } catch (RefusedException e) {
      if (strategies.contains(name)) {
        throw new ScenarioException(
            file.toString(), e.pointer(), name + ": " + e.what(), e.whatWouldBeRight());
      }
      refused.put(name, (e.what() + ". " + e.whatWouldBeRight()).strip());
    }
  }

  private void print(Scenario scenario) {
    List<RunResult> all = List.copyOf(results.values());
    int columns = Terminal.of(spec.commandLine(), options.out().isPresent()).columns();
    String text =
        switch (options.format()) {
          case TABLE ->
              scenario.name()
                  + "\n\n"
                  + ComparisonTable.of(results, refused, idealMs(scenario), columns);
          case CSV -> ResultCsv.of(all, refused);
          case JSON -> ResultJson.of(all, refused);
        };
    Output.write(text, options.out(), spec.commandLine().getOut());
  }

  /** Iteration time of the lower bound; absent where the scenario does not admit it. */
  private static OptionalDouble idealMs(Scenario scenario) {
    StrategyOptions none = StrategyCatalog.standard().byName(IDEAL).options(Map.of());
    try {
      Run ideal = Run.of(scenario.with(new StrategySection(IDEAL, none)));
      return OptionalDouble.of(ideal.result().iterationTimeMs());
    } catch (RefusedException e) {
      return OptionalDouble.empty();
    }
  }
}
