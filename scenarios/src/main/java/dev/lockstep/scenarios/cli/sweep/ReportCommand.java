package dev.lockstep.scenarios.cli.sweep;

import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.report.results.ResultsPage;
import dev.lockstep.scenarios.report.results.ResultsPage.Chosen;
import dev.lockstep.scenarios.report.results.ResultsPage.Picture;
import dev.lockstep.scenarios.study.StudyFile;
import dev.lockstep.scenarios.study.store.StoredRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep report RESULTS --out FILE.html}. */
@Command(
    name = "report",
    description = "Makes a page of a study's results: table, points, Pareto front, heat map.",
    mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

  /** More make a page that browsers open slowly. */
  private static final int MOST_ROWS = 20_000;

  @Parameters(paramLabel = "RESULTS", description = "what sweep wrote, as CSV")
  private Path results;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "the page; it opens without a network")
  private Path page;

  @Option(names = "--x", paramLabel = "COLUMN", description = "of the points, across")
  private Optional<String> across = Optional.empty();

  @Option(names = "--y", paramLabel = "COLUMN", description = "of the points, up")
  private Optional<String> up = Optional.empty();

  @Option(names = "--colour", paramLabel = "COLUMN", description = "of the points")
  private Optional<String> colour = Optional.empty();

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "over all; the file's name if absent")
  private Optional<String> title = Optional.empty();

  @Option(
      names = "--timelines",
      paramLabel = "ROW",
      split = ",",
      description = "draws the timelines of these rows; needs --study")
  private List<Long> timelines = List.of();

  @Option(names = "--study", paramLabel = "FILE", description = "the study that the rows are of")
  private Optional<Path> study = Optional.empty();

  @Option(
      names = "--curves",
      paramLabel = "FILE",
      split = ",",
      description = "draws accuracy and loss of what train wrote as JSON")
  private List<Path> curves = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Path> inputs = Stream.concat(Stream.of(results), curves.stream()).toList();
    Output.check(spec.commandLine(), inputs, List.of(Optional.of(page)));
    if (!timelines.isEmpty() && study.isEmpty()) {
      throw refusal("--timelines needs --study FILE, whose scenarios it draws");
    }
    StoredRows rows = StoredRows.read(results, MOST_ROWS);
    for (Optional<String> column : List.of(across, up, colour)) {
      column
          .filter(name -> !rows.columns().contains(name))
          .ifPresent(
              name -> {
                throw refusal(
                    "there is no column %s; there are %s"
                        .formatted(name, String.join(", ", rows.columns())));
              });
    }
    ResultsPage html =
        new ResultsPage(
            title.orElse(results.getFileName().toString()),
            rows.columns(),
            rows.rows(),
            rows.all(),
            new Chosen(across, up, colour));
    Output.write(
        html.html(pictures(), rows.manifest()), Optional.of(page), spec.commandLine().getOut());
    return 0;
  }

  private List<Picture> pictures() {
    List<Picture> all = new ArrayList<>();
    curves.forEach(file -> all.addAll(CurvePictures.of(file)));
    if (!timelines.isEmpty()) {
      RowPictures drawn = new RowPictures(StudyFile.read(study.orElseThrow()));
      for (long row : timelines) {
        all.add(
            new Picture(
                "Row " + row,
                drawn.svg(row).orElseThrow(() -> refusal("--timelines: there is no row " + row))));
      }
    }
    return all;
  }

  private ParameterException refusal(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
