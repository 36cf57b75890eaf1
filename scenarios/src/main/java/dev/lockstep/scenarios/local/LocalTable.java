package dev.lockstep.scenarios.local;

import dev.lockstep.scenarios.format.TextGrid;
import dev.lockstep.scenarios.local.LocalComparison.Pair;
import java.util.List;
import java.util.Locale;

/** For people: a line a strategy, then the worst step. */
public final class LocalTable {

  private static final double PERCENT = 100;
  private static final double BUSY_WITH_OTHER_WORK = 0.95;

  private LocalTable() {}

  /** The table. */
  public static String of(List<LocalComparison> comparisons) {
    TextGrid grid = new TextGrid();
    grid.row(
        List.of(
            "network",
            "strategy",
            "step predicted",
            "measured",
            "error",
            "replayed",
            "busy predicted",
            "measured",
            "bubble predicted",
            "measured",
            "tasks median",
            "worst",
            "",
            "processor",
            "disturbed"));
    comparisons.forEach(one -> grid.row(row(one)));
    return grid + "\n" + summary(comparisons);
  }

  private static List<String> row(LocalComparison one) {
    return List.of(
        one.network(),
        one.strategy(),
        format("%.2f ms", one.stepMs().predicted()),
        format("%.2f ms", one.stepMs().measured()),
        signed(one.stepMs()),
        format("%.2f ms", one.replayedStepMs()),
        percent(one.utilisation().predicted()),
        percent(one.utilisation().measured()),
        percent(one.bubble().predicted()),
        percent(one.bubble().measured()),
        format("%.1f %%", one.medianTaskErrorPercent()),
        format("%.1f %%", one.worstTaskErrorPercent()),
        one.worstTask(),
        percent(one.processorShare()),
        "%d of %d%s".formatted(one.disturbed(), one.iterations(), one.judged() ? "" : " (!)"));
  }

  private static String summary(List<LocalComparison> comparisons) {
    double worst =
        comparisons.stream()
            .mapToDouble(one -> Math.abs(one.stepMs().errorPercent()))
            .max()
            .orElse(0);
    String text = format("Worst error of a step time: %.1f %%\n", worst);
    boolean busy =
        comparisons.stream()
            .anyMatch(
                one ->
                    !one.judged()
                        || one.processorShare() < BUSY_WITH_OTHER_WORK
                        || one.calibrationProcessorShare() < BUSY_WITH_OTHER_WORK);
    return busy
        ? text
            + "The machine had other work: threads were without a processor for a part of their"
            + " tasks. Measure again when it is quiet.\n"
        : text;
  }

  private static String signed(Pair pair) {
    return format("%+.1f %%", pair.errorPercent());
  }

  private static String percent(double share) {
    return format("%.1f %%", PERCENT * share);
  }

  private static String format(String format, double figure) {
    return String.format(Locale.ROOT, format, figure);
  }
}
