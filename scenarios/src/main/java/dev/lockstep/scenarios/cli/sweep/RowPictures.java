package dev.lockstep.scenarios.cli.sweep;

import dev.lockstep.scenarios.report.paint.SvgWriter;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.PictureOptions;
import dev.lockstep.scenarios.report.picture.layout.TimelineLayout;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.study.Combination;
import dev.lockstep.scenarios.study.Grid;
import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.run.RowRunner;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Timelines of a study's rows. */
final class RowPictures {

  private final Grid grid;
  private final RowRunner runner;

  RowPictures(Study study) {
    this.grid = new Grid(study);
    this.runner = new RowRunner(study);
  }

  /** The drawing of a row; none if there is no such row. */
  Optional<String> svg(long number) {
    return number < 1 || number > grid.size()
        ? Optional.empty()
        : grid.combination(number).map(this::svg);
  }

  private String svg(Combination combination) {
    Run run = Run.of(runner.scenario(combination));
    String cells =
        combination.cells().entrySet().stream()
            .map(cell -> cell.getKey() + " " + cell.getValue())
            .collect(Collectors.joining(", "));
    PictureOptions options = PictureOptions.of(cells, List.of());
    StringWriter text = new StringWriter();
    try {
      SvgWriter.write(TimelineLayout.of(run.picture(), options), Palette.LIGHT, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
