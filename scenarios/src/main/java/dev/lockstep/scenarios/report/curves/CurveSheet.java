package dev.lockstep.scenarios.report.curves;

import dev.lockstep.scenarios.format.curve.LearnedFigure;
import dev.lockstep.scenarios.format.curve.MeanCurve;
import java.util.List;

/**
 * What is to be drawn.
 *
 * @param entries a curve each
 * @param figure what they are of
 * @param across what it is drawn against
 * @param targets wanted accuracies, from 0 to 1; drawn if the figure is the accuracy
 */
public record CurveSheet(
    List<Entry> entries, LearnedFigure figure, Across across, List<Double> targets) {

  /**
   * A curve.
   *
   * @param name what the legend calls it
   * @param number decides its colour and dashes
   * @param curve its points
   */
  public record Entry(String name, int number, MeanCurve curve) {}

  /** Copies the lists. */
  public CurveSheet {
    entries = List.copyOf(entries);
    targets = figure == LearnedFigure.ACCURACY ? List.copyOf(targets) : List.of();
  }

  List<MeanCurve> curves() {
    return entries.stream().map(Entry::curve).toList();
  }
}
