package dev.lockstep.scenarios.cli;

import dev.lockstep.core.trace.ChromeTrace;
import dev.lockstep.scenarios.format.ResultCsv;
import dev.lockstep.scenarios.format.ResultJson;
import dev.lockstep.scenarios.format.ResultTable;
import dev.lockstep.scenarios.report.picture.PictureFile;
import dev.lockstep.scenarios.report.picture.TimelinePicture;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.ScenarioReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep run FILE...}. */
@Command(
    name = "run",
    description = "Simulates scenarios and prints their figures.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "scenarios, JSON or YAML")
  private List<Path> files;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "table, json or csv (default: table)")
  private ResultFormat format;

  @Option(names = "--out", paramLabel = "FILE", description = "writes the results there")
  private Optional<Path> out;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "writes a Chrome/Perfetto trace of the steady run; gzip if it ends in .gz")
  private Optional<Path> trace;

  @Option(
      names = "--timeline",
      paramLabel = "FILE",
      description = "draws the timeline; .svg or .png")
  private Optional<Path> timeline;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (files.size() > 1 && (trace.isPresent() || timeline.isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "--trace and --timeline take one scenario; run the files one by one");
    }
    timeline.ifPresent(PictureFile::checkName);
    List<RunResult> results = new ArrayList<>();
    StringBuilder tables = new StringBuilder();
    int status = 0;
    for (Path file : files) {
      try {
        Run run = Scenarios.in(file, () -> Run.of(ScenarioReader.read(file)));
        RunResult result = run.result();
        results.add(result);
        if (format == ResultFormat.TABLE) {
          tables.append(tables.length() == 0 ? "" : "\n").append(table(run, result));
        }
        writePictures(run, result);
      } catch (RuntimeException problem) {
        if (files.size() == 1) {
          throw problem;
        }
        spec.commandLine().getErr().println(Errors.line(Errors.message(problem)));
        status = Math.max(status, Errors.status(problem));
      }
    }
    if (!results.isEmpty()) {
      Output.write(text(results, tables), out, spec.commandLine().getOut());
    }
    return status;
  }

  private String text(List<RunResult> results, StringBuilder tables) {
    return switch (format) {
      case TABLE -> tables.toString();
      case CSV -> ResultCsv.of(results);
      case JSON -> ResultJson.of(results, files.size() > 1);
    };
  }

  private String table(Run run, RunResult result) {
    boolean onTerminal = out.isEmpty() && System.console() != null;
    return ResultTable.of(result) + "\n" + Pictures.text(run, onTerminal);
  }

  private void writePictures(Run run, RunResult result) {
    trace.ifPresent(
        file -> Output.replace(file, temporary -> ChromeTrace.write(run.steady(), temporary)));
    timeline.ifPresent(
        file -> {
          TimelinePicture picture = Pictures.of(run, result);
          Output.replace(file, temporary -> PictureFile.write(picture, temporary));
        });
  }
}
