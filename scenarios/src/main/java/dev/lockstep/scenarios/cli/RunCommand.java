package dev.lockstep.scenarios.cli;

import dev.lockstep.core.trace.ChromeTrace;
import dev.lockstep.scenarios.cli.console.Errors;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.cli.console.PictureCounters;
import dev.lockstep.scenarios.cli.console.PictureStyle;
import dev.lockstep.scenarios.cli.console.PictureWindow;
import dev.lockstep.scenarios.cli.console.ResultOptions;
import dev.lockstep.scenarios.cli.console.Terminal;
import dev.lockstep.scenarios.format.ResultCsv;
import dev.lockstep.scenarios.format.ResultJson;
import dev.lockstep.scenarios.format.ResultTable;
import dev.lockstep.scenarios.report.counters.TraceCounters;
import dev.lockstep.scenarios.report.paint.PictureFile;
import dev.lockstep.scenarios.report.picture.TimelinePicture;
import dev.lockstep.scenarios.report.picture.stack.ViewPicture;
import dev.lockstep.scenarios.report.window.SimulatedRecording;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private ResultOptions options;

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

  @Mixin private PictureStyle style;

  @Mixin private PictureWindow window;

  @Mixin private PictureCounters counters;

  @Spec private CommandSpec spec;

  private Optional<ViewPicture> view = Optional.empty();
  private final List<RunResult> results = new ArrayList<>();
  private final List<String> tables = new ArrayList<>();

  @Override
  public Integer call() {
    checkOptions();
    int status = 0;
    for (Path file : files) {
      status = Math.max(status, Errors.attempt(spec.commandLine(), () -> run(file)));
    }
    if (!results.isEmpty()) {
      status = Math.max(status, Errors.attempt(spec.commandLine(), this::print));
    }
    return status;
  }

  private void checkOptions() {
    if (files.size() > 1 && (trace.isPresent() || timeline.isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "--trace and --timeline take one scenario; run the files one by one");
    }
    style.check(spec.commandLine(), timeline.isPresent());
    counters.check(spec.commandLine(), timeline.isPresent());
    view = window.view(spec.commandLine(), style.stageLanes());
    if (view.isPresent() && timeline.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--from, --to, --width, --height and --devices are about a picture;"
              + " add --timeline FILE.svg");
    }
    if (counters.isPresent()) {
      view = view.or(() -> Optional.of(ViewPicture.all(style.stageLanes())));
    }
    timeline.ifPresent(PictureFile::checkName);
    Output.check(spec.commandLine(), files, List.of(options.out(), trace, timeline));
  }

  private void run(Path file) {
    Run run = Scenarios.in(file, () -> Run.of(ScenarioReader.read(file)));
    RunResult result = run.result();
    results.add(result);
    if (options.format() == ResultOptions.Format.TABLE) {
      Terminal terminal = Terminal.of(spec.commandLine(), options.out().isPresent());
      tables.add(ResultTable.of(result, terminal.columns()) + "\n" + Pictures.text(run, terminal));
    }
    writePictures(file, run, result);
  }

  private void print() {
    String text =
        switch (options.format()) {
          case TABLE -> String.join("\n", tables);
          case CSV -> ResultCsv.of(results);
          case JSON -> ResultJson.of(results, files.size() > 1);
        };
    Output.write(text, options.out(), spec.commandLine().getOut());
  }

  private void writePictures(Path scenario, Run run, RunResult result) {
    trace.ifPresent(
        file ->
            Output.replace(
                file,
                temporary ->
                    ChromeTrace.write(
                        run.steady(),
                        TraceCounters.of(run.steady(), run.preparation()),
                        temporary)));
    timeline.ifPresent(
        file -> {
          TimelinePicture picture =
              view.map(v -> inView(v, scenario, run))
                  .orElseGet(() -> Pictures.of(run, result, style.stageLanes()));
          Output.replace(file, temporary -> PictureFile.write(picture, style.palette(), temporary));
        });
  }

  /** As the viewer draws and calls it. */
  private TimelinePicture inView(ViewPicture asked, Path scenario, Run run) {
    SimulatedRecording recording = new SimulatedRecording(run.picture());
    return asked.of(recording, scenario.getFileName().toString(), counters.of(recording, run));
  }
}
