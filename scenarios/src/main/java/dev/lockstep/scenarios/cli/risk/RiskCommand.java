package dev.lockstep.scenarios.cli.risk;

import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.cli.console.ResultOptions;
import dev.lockstep.scenarios.cli.console.StrategyWords;
import dev.lockstep.scenarios.cli.console.Terminal;
import dev.lockstep.scenarios.format.ResultJson;
import dev.lockstep.scenarios.format.risk.RiskChart;
import dev.lockstep.scenarios.format.risk.RiskCsv;
import dev.lockstep.scenarios.format.risk.RiskTable;
import dev.lockstep.scenarios.montecarlo.Precision;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.risk.RiskResult;
import dev.lockstep.scenarios.risk.RiskStudy;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep risk FILE}. */
@Command(
    name = "risk",
    description = "What chance does: jitter, stragglers, failures; goodput, time to train.",
    mixinStandardHelpOptions = true)
public final class RiskCommand implements Callable<Integer> {

  private static final int FEWEST = 100;

  @Parameters(paramLabel = "FILE", description = "a scenario that says what is left to chance")
  private Path file;

  @Option(
      names = "--strategies",
      split = ",",
      paramLabel = "NAME",
      description = "strategies instead of the scenario's, as compare takes them")
  private List<String> strategies = List.of();

  @Option(
      names = "--precision",
      defaultValue = "1%",
      paramLabel = "SHARE",
      description = "half of a mean's interval over the mean, at most: 1%% or 0.01 (default: 1%%)")
  private String precision;

  @Option(
      names = "--confidence",
      defaultValue = "0.95",
      paramLabel = "SHARE",
      description = "of all intervals (default: 0.95)")
  private String confidence;

  @Option(
      names = "--repetitions",
      defaultValue = "10000",
      paramLabel = "N",
      description = "at most so many, even if that is less precise (default: 10000)")
  private int repetitions;

  @Option(
      names = "--chart",
      paramLabel = "FILE.svg",
      description = "also draws days of the whole training, and goodput against the interval")
  private Optional<Path> chart = Optional.empty();

  @Mixin private ResultOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Output.check(spec.commandLine(), List.of(file), List.of(options.out(), chart));
    RiskStudy study = new RiskStudy(precision());
    Scenario scenario = ScenarioReader.read(file);
    Map<String, Scenario> chosen = new LinkedHashMap<>();
    StrategyWords.chosen(strategies, file, scenario, spec.commandLine())
        .forEach((name, strategy) -> chosen.put(name, scenario.with(strategy)));
    if (chosen.isEmpty()) {
      chosen.put(scenario.strategy().name(), scenario);
    }
    chosen.forEach((name, each) -> located(name, () -> add(study, name, each)));
    List<RiskResult> results = located("", study::results);
    chart.ifPresent(unused -> Output.write(chart(results), chart, spec.commandLine().getOut()));
    Output.write(text(results), options.out(), spec.commandLine().getOut());
    return 0;
  }

  private String chart(List<RiskResult> results) {
    if (results.stream().allMatch(result -> result.faults().isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "--chart draws failures; add simulation.faults to " + file);
    }
    return RiskChart.of(results);
  }

  private static RiskStudy add(RiskStudy study, String name, Scenario scenario) {
    study.add(name, scenario);
    return study;
  }

  private <T> T located(String name, Supplier<T> action) {
    try {
      return action.get();
    } catch (RefusedException e) {
      String of = strategies.isEmpty() || name.isEmpty() ? "" : name + ": ";
      throw new ScenarioException(
          file.toString(), e.pointer(), of + e.what(), e.whatWouldBeRight());
    }
  }

  private Precision precision() {
    if (repetitions < FEWEST) {
      throw new ParameterException(
          spec.commandLine(),
          "--repetitions %d: must be at least %d".formatted(repetitions, FEWEST));
    }
    return new Precision(
        share("--precision", precision), share("--confidence", confidence), FEWEST, repetitions);
  }

  /** A share above 0 and below 1, which may be given in percent. */
  private double share(String option, String word) {
    boolean percent = word.endsWith("%");
    String digits = percent ? word.substring(0, word.length() - 1).strip() : word;
    try {
      double share = Double.parseDouble(digits) / (percent ? 100 : 1);
      if (share > 0 && share < 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new ParameterException(
        spec.commandLine(), "%s %s: must be a share such as 1%% or 0.01".formatted(option, word));
  }

  private String text(List<RiskResult> results) {
    return switch (options.format()) {
      case TABLE ->
          RiskTable.of(
              results, Terminal.of(spec.commandLine(), options.out().isPresent()).columns());
      case JSON -> ResultJson.text(strategies.isEmpty() ? results.get(0) : results);
      case CSV -> RiskCsv.of(results);
    };
  }
}
