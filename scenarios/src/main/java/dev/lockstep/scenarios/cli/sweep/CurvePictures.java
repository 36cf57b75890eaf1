package dev.lockstep.scenarios.cli.sweep;

import dev.lockstep.scenarios.format.curve.LearnedFigure;
import dev.lockstep.scenarios.format.curve.MeanCurve;
import dev.lockstep.scenarios.format.training.TrainingFile;
import dev.lockstep.scenarios.report.curves.Across;
import dev.lockstep.scenarios.report.curves.CurveLayout;
import dev.lockstep.scenarios.report.curves.CurveSheet;
import dev.lockstep.scenarios.report.curves.CurveSheet.Entry;
import dev.lockstep.scenarios.report.curves.CurveSvg;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.results.ResultsPage.Picture;
import dev.lockstep.scenarios.train.TimeToTarget;
import dev.lockstep.scenarios.train.TrainingResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Accuracy and loss against simulated time, of what {@code train} wrote as JSON. */
final class CurvePictures {

  private static final int WIDTH = 1100;
  private static final int HEIGHT = 420;

  private CurvePictures() {}

  /** Those of a file: accuracy, then loss. */
  static List<Picture> of(Path file) {
    List<TrainingResult> results = TrainingFile.read(file).results();
    return Stream.of(LearnedFigure.ACCURACY, LearnedFigure.TEST_LOSS)
        .map(
            figure ->
                new Picture(
                    "%s against simulated time, %s".formatted(figure.label(), file.getFileName()),
                    svg(results, figure)))
        .toList();
  }

  private static String svg(List<TrainingResult> results, LearnedFigure figure) {
    List<Entry> entries =
        IntStream.range(0, results.size())
            .mapToObj(
                number ->
                    new Entry(
                        results.get(number).strategy(),
                        number,
                        MeanCurve.of(results.get(number), figure)))
            .toList();
    List<Double> targets =
        results.stream()
            .flatMap(result -> result.target().stream())
            .map(TimeToTarget::accuracy)
            .distinct()
            .toList();
    CurveSheet sheet = new CurveSheet(entries, figure, Across.SIMULATED_TIME, targets);
    StringWriter text = new StringWriter();
    try {
      CurveSvg.write(CurveLayout.withLegend(sheet, WIDTH, HEIGHT).picture(), Palette.LIGHT, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
