package dev.lockstep.scenarios.cli.validate;

import dev.lockstep.scenarios.cli.console.Errors;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.cli.console.Progress;
import dev.lockstep.scenarios.cli.console.ResultOptions;
import dev.lockstep.scenarios.cli.console.Terminal;
import dev.lockstep.scenarios.local.LocalCsv;
import dev.lockstep.scenarios.validation.MeasuredData;
import dev.lockstep.scenarios.validation.Validation;
import dev.lockstep.scenarios.validation.report.AccuracyPage;
import dev.lockstep.scenarios.validation.report.ThreadRuns;
import dev.lockstep.scenarios.validation.report.ValidationCsv;
import dev.lockstep.scenarios.validation.report.ValidationJson;
import dev.lockstep.scenarios.validation.report.ValidationTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep validate}. */
@Command(
    name = "validate",
    description =
        "Holds predictions against published measurements, row by row and family by family; with"
            + " --local against runs on this machine.",
    mixinStandardHelpOptions = true)
public final class ValidateCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "adds rows: JSON lines, or a family file (.yaml) with its table; repeatable")
  private List<Path> data = List.of();

  @Option(names = "--only-data", description = "leaves out the rows that the program carries")
  private boolean onlyData;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      split = ",",
      description = "rows of this family only; repeatable")
  private List<String> families = List.of();

  @Mixin private ResultOptions options;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "writes the page on accuracy there, in Markdown")
  private Optional<Path> page;

  @Mixin private LocalOptions local;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    if (local.isChosen()) {
      refuseRows(command);
      return new LocalRun(command, local, options).call();
    }
    local.refuseWithoutLocal(command);
    if (onlyData && data.isEmpty()) {
      throw new ParameterException(command, "--only-data leaves no rows; add --data FILE");
    }
    Output.check(command, data, List.of(options.out(), page));
    MeasuredData rows = MeasuredData.read(!onlyData, data);
    int status = report(rows.problems());
    if (rows.size() == 0) {
      return status == 0 ? nothingToDo() : status;
    }
    Validation validation = validated(chosen(rows));
    status = Math.max(status, report(validation.failures()));
    return Math.max(status, Errors.attempt(command, () -> print(validation)));
  }

  private void refuseRows(CommandLine command) {
    if (onlyData || !data.isEmpty() || !families.isEmpty() || page.isPresent()) {
      throw new ParameterException(
          command,
          "--local goes with FILE, --strategies, --traces, --format and --out; it takes no rows");
    }
  }

  private int report(List<? extends RuntimeException> problems) {
    return problems.stream()
        .mapToInt(problem -> Errors.report(problem, spec.commandLine()))
        .max()
        .orElse(0);
  }

  private int nothingToDo() {
    throw new ParameterException(
        spec.commandLine(), "--data: no row in %s; add a line".formatted(data));
  }

  private MeasuredData chosen(MeasuredData rows) {
    try {
      return families.isEmpty() ? rows : rows.only(families);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--family: " + e.getMessage(), e);
    }
  }

  private Validation validated(MeasuredData rows) {
    boolean shown = Terminal.of(spec.commandLine(), false).isInteractive();
    try (Progress progress =
        new Progress(rows.size(), "rows", shown, spec.commandLine().getErr())) {
      return Validation.of(rows, progress::step);
    }
  }

  private void print(Validation validation) {
    String text =
        switch (options.format()) {
          case TABLE -> ValidationTable.of(validation);
          case CSV -> ValidationCsv.of(validation);
          case JSON -> ValidationJson.of(validation);
        };
    page.ifPresent(
        file ->
            Output.write(
                AccuracyPage.of(validation, typed(), threads()),
                Optional.of(file),
                spec.commandLine().getOut()));
    Output.write(text, options.out(), spec.commandLine().getOut());
  }

  /** The project's own are among the rows that the program carries, and of no family. */
  private List<LocalCsv.Row> threads() {
    return onlyData || !families.isEmpty() ? List.of() : ThreadRuns.kept();
  }

  /** What gives the same page again. */
  private String typed() {
    List<String> words = spec.root().commandLine().getParseResult().originalArgs();
    return "./lockstep " + String.join(" ", words);
  }
}
