package dev.lockstep.scenarios.report.page;

import dev.lockstep.core.strategy.Promises;
import dev.lockstep.scenarios.formula.ClosedForm;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** What a strategy promises, in data or by its formula, against what was measured. */
final class FigureTable {

  private final SmallRun small;
  private final List<ClosedForm> formulas;
  private final StringBuilder text =
      new StringBuilder("| figure | promised | measured |\n|---|---|---|\n");

  private FigureTable(SmallRun small, List<ClosedForm> formulas) {
    this.small = small;
    this.formulas = formulas;
  }

  static String of(SmallRun small, List<ClosedForm> formulas) {
    FigureTable table = new FigureTable(small, formulas);
    table.times();
    table.held();
    return table.text.toString();
  }

  private void times() {
    row("mini-batch alone", "time", FigureTable::milliseconds);
    row("its bubble", "bubble", FigureTable::percent);
    row("its longest device span", "span", FigureTable::milliseconds);
    row("steady mini-batch", "steady time", FigureTable::milliseconds);
    row("devices busy in steady state", "", percent(small.result().utilisation()));
  }

  private void held() {
    Promises promises = small.promises();
    row(
        "staleness in updates, by stage",
        joined(promises.staleness()),
        joined(small.result().staleness()));
    row(
        "weight versions, by stage",
        joined(promises.weightVersions()),
        joined(small.result().weightVersions()));
    row(
        "copies of its weights held, by device",
        promised("weight copies", FigureTable::plain),
        small.weightCopies().stream().map(FigureTable::plain).collect(Collectors.joining(" ")));
    String part = small.parts() == 1 ? "" : ", 1/%d of a device's each".formatted(small.parts());
    row(
        "activation stashes held at most, by device" + part,
        joined(promises.peakInFlight()),
        joined(small.stashes()));
  }

  private void row(String label, String figure, DoubleFunction<String> format) {
    row(label, promised(figure, format), format.apply(small.measured(figure).get(0)));
  }

  private void row(String label, String promised, String measured) {
    text.append("| %s | %s | %s |\n".formatted(label, promised, measured));
  }

  /** By the first formula that gives the figure here; empty if none does. */
  private String promised(String figure, DoubleFunction<String> format) {
    return formulas.stream()
        .filter(formula -> formula.figure().equals(figure))
        .flatMapToDouble(formula -> formula.value(small.symbols()).stream())
        .mapToObj(format)
        .findFirst()
        .orElse("");
  }

  private static String milliseconds(double value) {
    return String.format(Locale.ROOT, "%.3f ms", value);
  }

  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }

  /** Without decimals where there are none. */
  static String plain(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.2f", value).replaceAll("0$", "");
  }

  private static String joined(Collection<Integer> figures) {
    return figures.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
