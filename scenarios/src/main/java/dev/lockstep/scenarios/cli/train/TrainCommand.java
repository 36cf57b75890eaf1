package dev.lockstep.scenarios.cli.train;

import dev.lockstep.scenarios.cli.console.Errors;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.cli.console.Progress;
import dev.lockstep.scenarios.cli.console.ResultOptions;
import dev.lockstep.scenarios.cli.console.StrategyWords;
import dev.lockstep.scenarios.cli.console.Terminal;
import dev.lockstep.scenarios.format.ResultJson;
import dev.lockstep.scenarios.format.TrainingCsv;
import dev.lockstep.scenarios.format.TrainingTable;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingRuns;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep train FILE}. */
@Command(
    name = "train",
    description =
        "Carries a scenario's schedule out on tensors: what the strategy does to accuracy.",
    mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "a scenario that says what is learned")
  private Path file;

  @Option(
      names = "--strategies",
      split = ",",
      paramLabel = "NAME",
      description =
          "strategies instead of the scenario's, as compare takes them; all: every one that admits"
              + " the scenario and has numbers, the others with the reason")
  private List<String> strategies = List.of();

  @Mixin private ResultOptions options;

  @Spec private CommandSpec spec;

  private final Map<String, String> refused = new LinkedHashMap<>();

  @Override
  public Integer call() {
    Output.check(spec.commandLine(), List.of(file), List.of(options.out()));
    Scenario scenario = ScenarioReader.read(file);
    TrainingRuns runs = located(() -> new TrainingRuns(scenario, file));
    if (strategies.isEmpty()) {
      located(() -> add(runs, scenario.strategy().name(), scenario));
    }
    StrategyWords.chosen(strategies, file, scenario, spec.commandLine())
        .forEach((name, strategy) -> addOrRefuse(runs, scenario, name, strategy));
    print(runs);
    return runs.iterations() == 0 ? Errors.REFUSED : 0;
  }

  private static TrainingRuns add(TrainingRuns runs, String name, Scenario scenario) {
    runs.add(name, scenario);
    return runs;
  }

  /** "all" is a wish for those that have numbers; a name is a wish for that strategy. */
  private void addOrRefuse(
      TrainingRuns runs, Scenario scenario, String name, StrategySection strategy) {
    try {
      runs.add(name, scenario.with(strategy));
    } catch (RefusedException e) {
      if (strategies.contains(name)) {
        throw new ScenarioException(
            file.toString(), e.pointer(), name + ": " + e.what(), e.whatWouldBeRight());
      }
      refused.put(name, (e.what() + ". " + e.whatWouldBeRight()).strip());
    }
  }

  private TrainingRuns located(Callable<TrainingRuns> action) {
    try {
      return action.call();
    } catch (RefusedException e) {
      throw new ScenarioException(file.toString(), e.pointer(), e.what(), e.whatWouldBeRight());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void print(TrainingRuns runs) {
    Terminal terminal = Terminal.of(spec.commandLine(), options.out().isPresent());
    List<TrainingResult> results;
    boolean shown = Terminal.of(spec.commandLine(), false).isInteractive();
    try (Progress progress =
        new Progress(
            Math.max(1, runs.iterations()), "mini-batches", shown, spec.commandLine().getErr())) {
      results = runs.run(progress::step);
    }
    String text =
        switch (options.format()) {
          case TABLE -> TrainingTable.of(results, refused, terminal.columns());
          case JSON -> ResultJson.text(results.size() == 1 ? results.get(0) : results);
          case CSV -> TrainingCsv.of(results);
        };
    Output.write(text, options.out(), spec.commandLine().getOut());
  }
}
