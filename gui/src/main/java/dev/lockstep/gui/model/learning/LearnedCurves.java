package dev.lockstep.gui.model.learning;

import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.LearnedRun;
import dev.lockstep.scenarios.format.curve.LearnedFigure;
import dev.lockstep.scenarios.format.curve.MeanCurve;
import dev.lockstep.scenarios.format.curve.TimeUnit;
import dev.lockstep.scenarios.report.curves.Across;
import dev.lockstep.scenarios.report.curves.CurveSheet;
import dev.lockstep.scenarios.report.curves.CurveSheet.Entry;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** All curves that could be shown, and which of them are. */
public final class LearnedCurves {

  private final Set<String> hidden = new HashSet<>();
  private final Map<LegendRow, MeanCurve> known = new IdentityHashMap<>();
  private List<LegendRow> rows = List.of();
  private LearnedFigure figure = LearnedFigure.ACCURACY;
  private Across across = Across.SIMULATED_TIME;

  /** Takes these in place of those before; what was hidden stays so. */
  public void show(List<Learned> all) {
    List<LegendRow> next = new ArrayList<>();
    int number = 0;
    for (Learned learned : all) {
      String key = learned.key();
      next.add(new LegendRow(key, learned, Optional.empty(), 0));
      for (LearnedRun run : learned.runs()) {
        next.add(new LegendRow(key + "\n" + run.strategy(), learned, Optional.of(run), number));
        number++;
      }
    }
    rows = List.copyOf(next);
    known.clear();
  }

  /** Results, each with its curves behind it. */
  public List<LegendRow> rows() {
    return rows;
  }

  /** What the curves are of. */
  public LearnedFigure figure() {
    return figure;
  }

  /** Chooses what the curves are of. */
  public void choose(LearnedFigure next) {
    figure = next;
    known.clear();
  }

  /** Chooses what they are drawn against. */
  public void choose(Across next) {
    across = next;
  }

  /** Whether a curve, or any curve of results, is shown. */
  public boolean isShown(LegendRow row) {
    return row.run().isPresent()
        ? !hidden.contains(row.key())
        : curves(row).stream().anyMatch(this::isShown);
  }

  /** Hides what is shown, or else shows it. */
  public void toggle(LegendRow row) {
    boolean shown = isShown(row);
    for (LegendRow curve : row.run().isPresent() ? List.of(row) : curves(row)) {
      if (shown) {
        hidden.add(curve.key());
      } else {
        hidden.remove(curve.key());
      }
    }
  }

  private List<LegendRow> curves(LegendRow results) {
    return rows.stream()
        .filter(row -> row.run().isPresent() && row.key().startsWith(results.key() + "\n"))
        .toList();
  }

  /** The curves that are shown, in the order of the sheet. */
  public List<LegendRow> shown() {
    return rows.stream().filter(row -> row.run().isPresent() && isShown(row)).toList();
  }

  /** The index on the sheet of a row's curve; none if it is hidden or no curve. */
  public OptionalInt index(LegendRow row) {
    int index = shown().indexOf(row);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** What is to be drawn. */
  public CurveSheet sheet() {
    List<LegendRow> shown = shown();
    return new CurveSheet(
        shown.stream().map(row -> new Entry(name(row), row.number(), curve(row))).toList(),
        figure,
        across,
        shown.stream()
            .flatMap(row -> row.run().orElseThrow().target().stream())
            .distinct()
            .toList());
  }

  /** A strategy, and the results that it is of if there are others. */
  private String name(LegendRow row) {
    String strategy = row.run().orElseThrow().strategy();
    long results = rows.stream().filter(other -> other.run().isEmpty()).count();
    return results > 1 ? strategy + " \u00b7 " + row.learned().name() : strategy;
  }

  /** The unit of times beside all curves, shown or not. */
  public TimeUnit unit() {
    return TimeUnit.of(
        rows.stream()
            .flatMap(row -> row.run().stream())
            .flatMap(run -> run.seeds().stream())
            .flatMap(seed -> seed.looks().stream())
            .mapToDouble(Look::simulatedMs)
            .max()
            .orElse(0));
  }

  /** The curve of a row that has one. */
  public MeanCurve curve(LegendRow row) {
    return known.computeIfAbsent(row, this::mean);
  }

  private MeanCurve mean(LegendRow row) {
    LearnedRun run = row.run().orElseThrow();
    return MeanCurve.of(run.strategy(), run.seeds(), figure);
  }
}
