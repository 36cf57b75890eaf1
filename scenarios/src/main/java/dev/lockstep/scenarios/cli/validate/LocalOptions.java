package dev.lockstep.scenarios.cli.validate;

import dev.lockstep.scenarios.cli.console.StrategyWords;
import dev.lockstep.scenarios.local.LocalValidation;
import dev.lockstep.scenarios.local.Trial;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.train.LearningTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The options of {@code lockstep validate} that concern runs on this machine. */
final class LocalOptions {

  @Option(
      names = "--local",
      description =
          "instead: times tasks of a network here, predicts strategies, carries them out on threads"
              + " and compares; on a machine with no other work")
  private boolean local;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "with --local: a scenario that says what is learned, on as many threads as it has"
              + " devices; if absent, two small networks under five strategies on two threads")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--strategies",
      split = ",",
      paramLabel = "NAME",
      description =
          "with --local FILE: strategies instead of the scenario's, as compare takes them; all:"
              + " every one that can be carried out on threads")
  private List<String> strategies = List.of();

  @Option(
      names = "--traces",
      paramLabel = "FOLDER",
      description = "with --local: writes each predicted and measured run there, for view")
  private Optional<Path> traces = Optional.empty();

  boolean isChosen() {
    return local;
  }

  Optional<Path> file() {
    return file;
  }

  Optional<Path> traces() {
    return traces;
  }

  /** Refuses what goes with {@code --local} alone. */
  void refuseWithoutLocal(CommandLine command) {
    if (traces.isPresent()) {
      throw new ParameterException(command, "--traces goes with --local");
    }
    if (file.isPresent() || !strategies.isEmpty()) {
      throw new ParameterException(
          command, "FILE and --strategies go with --local; rows of measurements come by --data");
    }
  }

  /** What is to be carried out. */
  List<Trial> trials(CommandLine command) {
    if (file.isPresent()) {
      return trials(file.get(), command);
    }
    if (!strategies.isEmpty()) {
      throw new ParameterException(command, "--strategies goes with --local FILE");
    }
    return LocalValidation.builtIn();
  }

  private List<Trial> trials(Path path, CommandLine command) {
    Scenario scenario = ScenarioReader.read(path);
    String network = path.getFileName().toString().replaceFirst("[.][^.]*$", "");
    Map<String, StrategySection> chosen =
        strategies.isEmpty()
            ? Map.of(scenario.strategy().name(), scenario.strategy())
            : new LinkedHashMap<>(StrategyWords.chosen(strategies, path, scenario, command));
    List<Trial> trials = new ArrayList<>();
    Optional<LearningTrial> first = Optional.empty();
    int processors = Runtime.getRuntime().availableProcessors();
    Optional<ScenarioException> refusal = Optional.empty();
    for (Map.Entry<String, StrategySection> one : chosen.entrySet()) {
      Scenario under = scenario.with(one.getValue());
      try {
        LearningTrial trial =
            first.isEmpty() ? LearningTrial.of(under, path, processors) : first.get().under(under);
        first = Optional.of(trial);
        trials.add(Trial.of(network, one.getKey(), trial));
      } catch (RefusedException e) {
        String what = (strategies.isEmpty() ? "" : one.getKey() + ": ") + e.what();
        refusal =
            Optional.of(
                new ScenarioException(path.toString(), e.pointer(), what, e.whatWouldBeRight()));
        if (strategies.isEmpty() || strategies.contains(one.getKey())) {
          throw refusal.get();
        }
        command.getErr().println("left out " + what);
      }
    }
    if (trials.isEmpty()) {
      throw refusal.orElseThrow();
    }
    return trials;
  }
}
