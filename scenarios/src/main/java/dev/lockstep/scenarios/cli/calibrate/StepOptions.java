package dev.lockstep.scenarios.cli.calibrate;

import dev.lockstep.devices.hardware.KernelConstants;
import dev.lockstep.scenarios.cli.console.Errors;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.format.ResultJson;
import dev.lockstep.scenarios.hardware.HardwareCatalog;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.validation.MeasuredData;
import dev.lockstep.scenarios.validation.fit.FamilyError;
import dev.lockstep.scenarios.validation.fit.FittedSteps;
import dev.lockstep.scenarios.validation.fit.StepSearch;
import dev.lockstep.scenarios.validation.row.MeasuredRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --steps} and what goes with it: constants from measured training steps. */
final class StepOptions {

  @Option(
      names = "--steps",
      paramLabel = "ROWS",
      description = "fits kernels to measured training steps (rows of validate); repeatable")
  private List<Path> files = List.of();

  @Option(
      names = "--device",
      paramLabel = "NAME",
      split = ",",
      description = "with --steps: devices of the catalogue that share the constants; repeatable")
  private List<String> devices = List.of();

  @Option(
      names = "--framework",
      paramLabel = "NAME",
      defaultValue = "megatron",
      description = "with --steps: whose rows are fitted (default: ${DEFAULT-VALUE})")
  private String framework;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "with --steps: constants to fit, the others stay (default: all); repeatable")
  private List<String> only = StepSearch.ALL;

  @Option(
      names = "--start",
      paramLabel = "NAME=VALUE",
      split = ",",
      description =
          "with --steps: start from what is typical of devices and from these values, not from the device's own constants; repeatable")
  private Map<String, Double> start = Map.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "200",
      description = "with --steps: rounds of the search (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "with --steps: the date that the file shall name")
  private Optional<String> date = Optional.empty();

  boolean given() {
    return !files.isEmpty();
  }

  /** Fits, prints errors and constants, writes the file. */
  void run(CommandLine command, Optional<Path> out) {
    Output.check(command, files, List.of(out));
    if (rounds < 1) {
      throw new ParameterException(command, "--rounds %d: must be at least 1".formatted(rounds));
    }
    FittedSteps fitted = fitted(command, known(command));
    print(fitted, command.getOut());
    out.ifPresent(
        file -> Output.write(ResultJson.text(fitted), Optional.of(file), command.getOut()));
  }

  private List<String> known(CommandLine command) {
    if (devices.isEmpty()) {
      throw new ParameterException(command, "--steps needs --device NAME");
    }
    try {
      return devices.stream().map(name -> HardwareCatalog.standard().device(name).name()).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--device: " + e.getMessage(), e);
    }
  }

  private FittedSteps fitted(CommandLine command, List<String> names) {
    MeasuredData data = MeasuredData.read(false, files);
    for (ScenarioException problem : data.problems()) {
      Errors.report(problem, command);
    }
    List<MeasuredRow> rows = data.files().stream().flatMap(List::stream).toList();
    try {
      StepSearch search = StepSearch.of(names.get(0), framework, start, only, rounds);
      return FittedSteps.of(names, framework, rows, search, date);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--steps: " + e.getMessage(), e);
    }
  }

  private static void print(FittedSteps fitted, PrintWriter out) {
    rows("rows that the constants were fitted on:", fitted.errors().fitted(), out);
    rows("other rows:", fitted.errors().heldOut(), out);
    KernelConstants constants = fitted.constants();
    out.printf(Locale.ROOT, "%s%n", constants);
    out.flush();
  }

  private static void rows(String title, List<FamilyError> errors, PrintWriter out) {
    out.printf(Locale.ROOT, "%s%s%n", title, errors.isEmpty() ? " none" : "");
    for (FamilyError error : errors) {
      out.printf(
          Locale.ROOT,
          "  %-24s %-26s %5d rows, mean %5.1f %%, worst %5.1f %%%s%n",
          error.family(),
          error.figure(),
          error.rows(),
          100 * error.mean(),
          100 * error.worst(),
          error.refused() == 0 ? "" : ", %d refused".formatted(error.refused()));
    }
  }
}
