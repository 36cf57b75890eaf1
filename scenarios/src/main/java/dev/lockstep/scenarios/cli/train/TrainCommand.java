package dev.lockstep.scenarios.cli.train;

import dev.lockstep.scenarios.cli.console.Errors;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.cli.console.ResultOptions;
import dev.lockstep.scenarios.cli.console.StrategyWords;
import dev.lockstep.scenarios.cli.console.Terminal;
import dev.lockstep.scenarios.format.training.TrainingCsv;
import dev.lockstep.scenarios.format.training.TrainingJson;
import dev.lockstep.scenarios.format.training.TrainingPage;
import dev.lockstep.scenarios.format.training.TrainingTable;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingRuns;
import dev.lockstep.scenarios.train.checkpoint.CheckpointFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep train FILE}. */
@Command(
    name = "train",
    description =
        "Carries a scenario's schedule out on tensors: what the strategy does to accuracy.",
    mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {

  private static final int MOST_SEEDS = 1_000;
  private static final int MOST_ITERATIONS = 10_000_000;

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

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "runs of each strategy instead of learning.seeds; intervals need at least 2")
  private Optional<Integer> seeds = Optional.empty();

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "mini-batches of each run instead of learning.iterations")
  private Optional<Integer> iterations = Optional.empty();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "also writes a page with curves of all strategies there")
  private Optional<Path> html = Optional.empty();

  @Mixin private CheckpointOptions checkpoints;

  @Mixin private ResultOptions options;

  @Spec private CommandSpec spec;

  private final Map<String, String> refused = new LinkedHashMap<>();

  @Override
  public Integer call() {
    Output.check(spec.commandLine(), List.of(file), List.of(options.out(), html));
    atLeastOne("--seeds", seeds, MOST_SEEDS);
    atLeastOne("--iterations", iterations, MOST_ITERATIONS);
    atLeastOne("--every", checkpoints.every(), MOST_ITERATIONS);
    checkpoints.check(spec.commandLine());
    Scenario scenario = ScenarioReader.read(file).withLearning(iterations, seeds);
    TrainingRuns runs = located(() -> new TrainingRuns(scenario, file));
    if (strategies.isEmpty()) {
      located(() -> add(runs, scenario.strategy().name(), scenario));
    }
    StrategyWords.chosen(strategies, file, scenario, spec.commandLine())
        .forEach((name, strategy) -> addOrRefuse(runs, scenario, name, strategy));
    print(scenario, runs);
    return runs.iterations() == 0 ? Errors.REFUSED : 0;
  }

  private void atLeastOne(String option, Optional<Integer> given, int most) {
    if (given.isPresent() && (given.get() < 1 || given.get() > most)) {
      throw new ParameterException(
          spec.commandLine(), "%s %d: must be 1 to %,d".formatted(option, given.get(), most));
    }
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

  private void print(Scenario scenario, TrainingRuns runs) {
    List<TrainingResult> results = carriedOut(runs);
    String name = scenario.name();
    html.ifPresent(
        page -> {
          String text = TrainingPage.of(name, results, refused);
          Output.write(text, html, spec.commandLine().getOut());
        });
    Output.write(text(name, results), options.out(), spec.commandLine().getOut());
  }

  private List<TrainingResult> carriedOut(TrainingRuns runs) {
    Optional<CheckpointFolder> folder = checkpoints.open();
    try {
      folder.ifPresent(runs::keepIn);
      return carriedOut(runs, folder);
    } finally {
      folder.ifPresent(CheckpointFolder::close);
    }
  }

  private List<TrainingResult> carriedOut(TrainingRuns runs, Optional<CheckpointFolder> folder) {
    try (TrainingProgress progress =
        new TrainingProgress(
            runs.iterations() - folder.map(CheckpointFolder::iterationsKept).orElse(0),
            Terminal.of(spec.commandLine(), false).isInteractive(),
            spec.commandLine().getErr(),
            System::nanoTime,
            () -> folder.map(CheckpointOptions::kept).orElse("nothing was written"))) {
      return runs.run(progress::step);
    }
  }

  private String text(String scenario, List<TrainingResult> results) {
    Terminal terminal = Terminal.of(spec.commandLine(), options.out().isPresent());
    return switch (options.format()) {
      case TABLE -> TrainingTable.of(scenario, results, refused, terminal.columns());
      case JSON ->
          strategies.isEmpty()
              ? TrainingJson.of(results.get(0))
              : TrainingJson.of(scenario, results, refused);
      case CSV -> TrainingCsv.of(scenario, results, refused);
    };
  }
}
