package dev.lockstep.scenarios.format;

import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.run.RunResult.DeviceResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** What a person wants to see first: time, bubble, utilisation, memory, then each device. */
public final class ResultTable {

  private static final int MOST_DEVICES = 16;

  private ResultTable() {}

  /** One result; the picture is added by the caller. */
  public static String of(RunResult result) {
    return heading(result) + "\n" + summary(result) + "\n" + devices(result) + notes(result);
  }

  /** Several results in one table, a row each, and how each compares with the fastest. */
  public static String comparison(List<RunResult> results) {
    double fastest =
        results.stream().mapToDouble(RunResult::iterationTimeMs).min().orElse(Double.NaN);
    TextGrid grid =
        new TextGrid()
            .row(
                "strategy",
                "iteration",
                "x fastest",
                "makespan",
                "bubble",
                "busy",
                "useful",
                "exposed comm",
                "in flight",
                "peak memory",
                "staleness",
                "versions");
    for (RunResult result : results) {
      grid.row(
          result.strategy(),
          Numbers.ms(result.iterationTimeMs()),
          String.format(Locale.ROOT, "%.2f", result.iterationTimeMs() / fastest),
          Numbers.ms(result.makespanMs()),
          Numbers.percent(result.bubbleFraction()),
          Numbers.percent(result.utilisation()),
          Numbers.percent(result.usefulUtilisation()),
          Numbers.ms(result.exposedCommunicationMs()),
          String.valueOf(
              result.perDevice().stream().mapToInt(DeviceResult::peakInFlight).max().orElse(0)),
          peak(result).isPresent() ? Numbers.bytes(peak(result).getAsLong()) : "-",
          String.valueOf(most(result.staleness())),
          String.valueOf(most(result.weightVersions())));
    }
    return grid + comparedNotes(results);
  }

  /** Each assumption once, with the strategies whose figures rest on it. */
  private static String comparedNotes(List<RunResult> results) {
    Map<String, List<String>> strategies = new LinkedHashMap<>();
    for (RunResult result : results) {
      for (String note : result.notes()) {
        strategies.computeIfAbsent(note, n -> new ArrayList<>()).add(result.strategy());
      }
    }
    StringBuilder text = new StringBuilder(strategies.isEmpty() ? "" : "\n");
    strategies.forEach(
        (note, names) ->
            text.append("note on ")
                .append(String.join(", ", names))
                .append(": ")
                .append(note)
                .append('\n'));
    return text.toString();
  }

  private static String heading(RunResult result) {
    return "%s%n%s on %d devices, %s engine, %d iterations measured%n"
        .formatted(
            result.scenario(),
            result.strategy(),
            result.devices(),
            result.engine(),
            result.iterations())
        .replace(System.lineSeparator(), "\n");
  }

  private static String summary(RunResult result) {
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {
          "iteration time",
          Numbers.ms(result.iterationTimeMs())
              + (result.samplesPerSecond().isPresent()
                  ? ", " + Numbers.perSecond(result.samplesPerSecond().getAsDouble()) + " samples"
                  : "")
        });
    rows.add(
        new String[] {
          "one iteration alone",
          "makespan %s, longest span of a device %s"
              .formatted(Numbers.ms(result.makespanMs()), Numbers.ms(result.spanMs()))
        });
    rows.add(
        new String[] {
          "bubble",
          "%s of the makespan, %s of the longest span"
              .formatted(
                  Numbers.percent(result.bubbleFraction()),
                  Numbers.percent(result.spanBubbleFraction()))
        });
    rows.add(
        new String[] {
          "utilisation",
          "%s busy, %s useful"
              .formatted(
                  Numbers.percent(result.utilisation()),
                  Numbers.percent(result.usefulUtilisation()))
        });
    rows.add(
        new String[] {
          "communication",
          "%s a device and iteration, %s of it waited for"
              .formatted(
                  Numbers.ms(result.communicationMs()), Numbers.ms(result.exposedCommunicationMs()))
        });
    rows.add(new String[] {"memory", memory(result)});
    rows.add(
        new String[] {
          "weights",
          "staleness %s, versions %s, by stage"
              .formatted(
                  Numbers.byStage(result.staleness()), Numbers.byStage(result.weightVersions()))
        });
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      text.append(String.format("  %-20s %s\n", row[0], row[1]));
    }
    return text.toString();
  }

  private static String memory(RunResult result) {
    OptionalLong peak = peak(result);
    if (peak.isEmpty()) {
      return "unknown: the scenario gives no bytes";
    }
    DeviceResult largest =
        result.perDevice().stream()
            .max(Comparator.comparingLong(d -> d.peakMemoryBytes().orElse(0)))
            .orElseThrow();
    String fits = result.fits().map(fit -> fit ? ", fits" : ", does not fit").orElse("");
    return "peak %s on %s%s".formatted(Numbers.bytes(peak.getAsLong()), largest.name(), fits);
  }

  private static String devices(RunResult result) {
    TextGrid grid =
        new TextGrid().row("  device", "stages", "busy", "idle", "busy share", "in flight", "peak");
    for (DeviceResult device :
        result.perDevice().subList(0, Math.min(MOST_DEVICES, result.perDevice().size()))) {
      grid.row(
          "  " + device.name(),
          Numbers.byStage(device.stages()),
          Numbers.ms(device.busyMs()),
          Numbers.ms(device.idleMs()),
          Numbers.percent(device.utilisation()),
          String.valueOf(device.peakInFlight()),
          device.peakMemoryBytes().isPresent()
              ? Numbers.bytes(device.peakMemoryBytes().getAsLong())
              : "-");
    }
    int hidden = result.perDevice().size() - MOST_DEVICES;
    return grid + (hidden > 0 ? "  and %d more; --format json shows all\n".formatted(hidden) : "");
  }

  private static String notes(RunResult result) {
    StringBuilder text = new StringBuilder();
    result.notes().forEach(note -> text.append("\n  note: ").append(note).append('\n'));
    return text.toString();
  }

  private static OptionalLong peak(RunResult result) {
    return result.perDevice().stream()
        .map(DeviceResult::peakMemoryBytes)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .max();
  }

  private static int most(List<Integer> figures) {
    return figures.stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
