package dev.lockstep.scenarios.format;

import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.run.RunResult.DeviceResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Several results of one scenario, a row each, the fastest marked. */
public final class ComparisonTable {

  /** Two results are equally fast if they differ by less, relatively: decimals, not nanoseconds. */
  private static final double ROUNDING = 1e-6;

  private static final double SAME = 1 + 1e-9;

  private static final int AFTER_VS_BEST = 3;

  private final Map<String, RunResult> results;
  private final OptionalDouble idealMs;
  private final double fastestMs;
  private final boolean memory;
  private final boolean limits;
  private final boolean whole;
  private final boolean priced;

  private ComparisonTable(Map<String, RunResult> results, OptionalDouble idealMs) {
    this.results = results;
    this.idealMs = idealMs;
    this.fastestMs =
        results.values().stream()
            .filter(result -> !isIdeal(result) || results.size() == 1)
            .mapToDouble(RunResult::iterationTimeMs)
            .min()
            .orElse(Double.NaN);
    this.memory = results.values().stream().anyMatch(result -> peak(result).isPresent());
    this.limits = results.values().stream().anyMatch(result -> result.fits().isPresent());
    this.whole = results.values().stream().anyMatch(r -> r.timeToTrainDays().isPresent());
    this.priced = results.values().stream().anyMatch(result -> result.costUsd().isPresent());
  }

  /**
   * The table.
   *
   * @param results by what the user calls them: a strategy's name, options behind colons
   * @param refused the same names of those that do not admit the scenario, and why
   * @param idealMs iteration time of the lower bound for the same work; absent if it is unknown
   * @param columns where notes are broken into lines
   */
  public static String of(
      Map<String, RunResult> results,
      Map<String, String> refused,
      OptionalDouble idealMs,
      int columns) {
    ComparisonTable table = new ComparisonTable(new LinkedHashMap<>(results), idealMs);
    TextGrid grid = new TextGrid().row(table.header());
    table.results.forEach((name, result) -> grid.row(table.row(name, result)));
    refused.keySet().forEach(name -> grid.row(List.of("  " + name, "refused")));
    StringBuilder text = new StringBuilder().append(grid).append('\n');
    refused.forEach(
        (name, why) -> text.append(ResultTable.paragraph("refused " + name + ": " + why, columns)));
    return text + table.remarks(columns);
  }

  private List<String> header() {
    List<String> header =
        new ArrayList<>(
            List.of(
                "  strategy",
                "iteration ms",
                "vs best",
                "makespan ms",
                "bubble",
                "busy",
                "useful",
                "waiting ms",
                "in flight",
                "stale",
                "versions"));
    if (idealMs.isPresent()) {
      header.add(AFTER_VS_BEST, "of ideal");
    }
    if (memory) {
      header.add("peak");
    }
    if (limits) {
      header.add("fits");
    }
    if (whole) {
      header.add("days");
    }
    if (priced) {
      header.add("USD an iteration");
    }
    return header;
  }

  private List<String> row(String name, RunResult result) {
    boolean bound = isIdeal(result) && results.size() > 1;
    boolean best = !bound && result.iterationTimeMs() <= fastestMs * SAME;
    List<String> row =
        new ArrayList<>(
            List.of(
                (best ? "* " : "  ") + name,
                Numbers.plain(result.iterationTimeMs()),
                best
                    ? "best"
                    : String.format(Locale.ROOT, "%.2fx", result.iterationTimeMs() / fastestMs),
                Numbers.plain(result.makespanMs()),
                Numbers.hundredths(result.bubbleFraction()),
                Numbers.hundredths(result.utilisation()),
                Numbers.hundredths(result.usefulUtilisation()),
                Numbers.plain(result.exposedCommunicationMs()),
                String.valueOf(most(inFlight(result))),
                String.valueOf(most(result.staleness())),
                String.valueOf(most(result.weightVersions()))));
    if (idealMs.isPresent()) {
      row.add(AFTER_VS_BEST, ofIdeal(result));
    }
    if (memory) {
      row.add(ResultTable.bytes(peak(result)));
    }
    if (limits) {
      row.add(result.fits().map(fits -> fits ? "yes" : "no").orElse("unknown"));
    }
    if (whole) {
      row.add(figure(result.timeToTrainDays(), "%,.2f"));
    }
    if (priced) {
      row.add(figure(result.costUsd(), "%,.5g"));
    }
    return row;
  }

  private static String figure(OptionalDouble figure, String format) {
    return figure.isEmpty() ? "unknown" : String.format(Locale.ROOT, format, figure.getAsDouble());
  }

  /** Nothing for a strategy that needs less: it does other work than the bound is about. */
  private String ofIdeal(RunResult result) {
    double share = idealMs.orElseThrow() / result.iterationTimeMs();
    return share > 1 + ROUNDING ? "-" : Numbers.hundredths(Math.min(1, share));
  }

  private String remarks(int columns) {
    StringBuilder text = new StringBuilder();
    if (idealMs.isPresent()) {
      text.append(
          ResultTable.paragraph(
              "of ideal, in percent: the iteration time of the same forwards and backwards evenly"
                  + " shared by devices that never wait, over the iteration time; - for what does"
                  + " other work",
              columns));
    }
    text.append(
        ResultTable.paragraph(
            "bubble, busy and useful in percent; waiting for transfers, per device and iteration;"
                + " in flight, stale and versions: the most of any device or stage",
            columns));
    if (!memory) {
      text.append(
          ResultTable.paragraph(
              "memory: unknown without activationBytes in the scenario", columns));
    }
    notes()
        .forEach(
            (note, names) ->
                text.append(
                    ResultTable.paragraph(
                        "note on %s: %s".formatted(String.join(", ", names), note), columns)));
    return text.toString();
  }

  /** Each assumption once, with those whose figures rest on it. */
  private Map<String, List<String>> notes() {
    Map<String, List<String>> notes = new LinkedHashMap<>();
    results.forEach(
        (name, result) ->
            result
                .notes()
                .forEach(note -> notes.computeIfAbsent(note, n -> new ArrayList<>()).add(name)));
    return notes;
  }

  private static boolean isIdeal(RunResult result) {
    return result.strategy().equals("ideal");
  }

  private static OptionalLong peak(RunResult result) {
    return result.perDevice().stream()
        .map(DeviceResult::peakMemoryBytes)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .max();
  }

  private static List<Integer> inFlight(RunResult result) {
    return result.perDevice().stream().map(DeviceResult::peakInFlight).toList();
  }

  private static int most(List<Integer> figures) {
    return figures.stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
