package dev.lockstep.scenarios.cli.validate;

import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.core.trace.ChromeTrace;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.cli.console.Progress;
import dev.lockstep.scenarios.cli.console.ResultOptions;
import dev.lockstep.scenarios.cli.console.Terminal;
import dev.lockstep.scenarios.format.ResultJson;
import dev.lockstep.scenarios.local.Effort;
import dev.lockstep.scenarios.local.LocalComparison;
import dev.lockstep.scenarios.local.LocalCsv;
import dev.lockstep.scenarios.local.LocalTable;
import dev.lockstep.scenarios.local.LocalValidation;
import dev.lockstep.scenarios.local.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code lockstep validate --local}. */
final class LocalRun implements Callable<Integer> {

  private final CommandLine command;
  private final LocalOptions local;
  private final ResultOptions options;

  LocalRun(CommandLine command, LocalOptions local, ResultOptions options) {
    this.command = command;
    this.local = local;
    this.options = options;
  }

  @Override
  public Integer call() {
    Output.check(command, local.file().stream().toList(), List.of(options.out()));
    List<Trial> trials = local.trials(command);
    local.traces().ifPresent(LocalRun::makeFolder);
    List<LocalComparison> comparisons = compared(trials);
    String text =
        switch (options.format()) {
          case TABLE -> LocalTable.of(comparisons);
          case CSV -> LocalCsv.of(comparisons);
          case JSON -> ResultJson.text(comparisons);
        };
    Output.write(text, options.out(), command.getOut());
    return 0;
  }

  private List<LocalComparison> compared(List<Trial> trials) {
    boolean shown = Terminal.of(command, false).isInteractive();
    try (Progress progress = new Progress(trials.size(), "runs", shown, command.getErr())) {
      return new LocalValidation(trials, Effort.usual())
          .run(
              (comparison, predicted, measured) -> {
                local.traces().ifPresent(folder -> write(comparison, predicted, measured, folder));
                progress.step();
              });
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(
      LocalComparison comparison, Timeline predicted, Timeline measured, Path folder) {
    String name = (comparison.network() + "-" + comparison.strategy()).replaceAll("[^\\w.-]", "-");
    Output.replace(
        folder.resolve(name + "-predicted.json"), file -> ChromeTrace.write(predicted, file));
    Output.replace(
        folder.resolve(name + "-measured.json"), file -> ChromeTrace.write(measured, file));
  }
}
