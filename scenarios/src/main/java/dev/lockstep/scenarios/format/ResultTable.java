package dev.lockstep.scenarios.format;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.run.RunResult.DeviceResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a person wants to see first: time, bubble, utilisation, memory, then each device. */
public final class ResultTable {

  private static final int MOST_DEVICES = 16;
  private static final int LABEL = 23;

  private final RunResult result;
  private final int columns;

  private ResultTable(RunResult result, int columns) {
    this.result = result;
    this.columns = columns;
  }

  /**
   * One result; the picture is added by the caller.
   *
   * @param columns where lines of words are broken
   */
  public static String of(RunResult result, int columns) {
    ResultTable table = new ResultTable(result, columns);
    return table.heading()
        + "\n"
        + table.times()
        + table.shares()
        + table.weights()
        + table.consumption()
        + "\n"
        + table.devices()
        + LinkTable.of(result)
        + table.notes();
  }

  private String heading() {
    return "%s\n%s on %s%s, %s engine, %s measured\n"
        .formatted(
            result.scenario(),
            strategy(),
            Numbers.count(result.devices(), "device"),
            degrees(),
            result.engine(),
            Numbers.count(result.iterations(), "iteration"));
  }

  /** What the devices divide into: {@code (pipeline 4 x data 2)}. */
  private String degrees() {
    String several =
        result.parallelism().orElse(Map.of()).entrySet().stream()
            .filter(degree -> degree.getValue() > 1)
            .filter(degree -> !degree.getKey().equals("expert"))
            .map(degree -> degree.getKey() + " " + degree.getValue())
            .collect(Collectors.joining(" x "));
    return several.isEmpty() ? "" : " (%s)".formatted(several);
  }

  /** The name, then the options that are not at their default: {@code 1f1b (warmUp long)}. */
  private String strategy() {
    Map<String, Object> given = result.strategyOptions().orElse(Map.of());
    Map<String, Object> unusual =
        StrategyCatalog.standard()
            .find(result.strategy())
            .map(entry -> entry.unusual(given))
            .orElse(given);
    return unusual.isEmpty()
        ? result.strategy()
        : unusual.entrySet().stream()
            .map(option -> option.getKey() + " " + option.getValue())
            .collect(Collectors.joining(", ", result.strategy() + " (", ")"));
  }

  private String criticalPath() {
    double total = result.criticalPathMs().values().stream().mapToDouble(ms -> ms).sum();
    return result.criticalPathMs().entrySet().stream()
        .map(part -> Numbers.percent(part.getValue() / total) + " " + part.getKey())
        .collect(Collectors.joining(", "));
  }

  private String times() {
    String samples =
        result.samplesPerSecond().isPresent()
            ? Numbers.rate(result.samplesPerSecond().getAsDouble(), "samples")
            : "samples/s unknown without training.microBatch";
    return line("iteration time", Numbers.ms(result.iterationTimeMs()) + ", " + samples)
        + throughput()
        + line(
            "one iteration alone",
            "makespan %s, longest device span %s"
                .formatted(Numbers.ms(result.makespanMs()), Numbers.ms(result.spanMs())))
        + line("its critical path", criticalPath());
  }

  private String throughput() {
    if (result.mfu().isEmpty()) {
      return "";
    }
    String tokens =
        result.tokensPerSecond().isEmpty()
            ? ""
            : "%s, %s a device, "
                .formatted(
                    Numbers.rate(result.tokensPerSecond().getAsDouble(), "tokens"),
                    Numbers.rate(result.tokensPerSecondPerDevice().getAsDouble(), "tokens"));
    return line(
        "throughput",
        "%s%s TFLOP/s a device, MFU %s, HFU %s"
            .formatted(
                tokens,
                Numbers.plain(result.tflopsPerDevice().getAsDouble()),
                Numbers.percent(result.mfu().getAsDouble()),
                Numbers.percent(result.hfu().getAsDouble())));
  }

  private String shares() {
    String communication =
        result.communicationMs() == 0
            ? "none"
            : "%s a device and iteration, %s waited for"
                .formatted(
                    Numbers.ms(result.communicationMs()),
                    Numbers.ms(result.exposedCommunicationMs()));
    return line(
            "bubble",
            "%s of the makespan, %s of the longest span"
                .formatted(
                    Numbers.percent(result.bubbleFraction()),
                    Numbers.percent(result.spanBubbleFraction())))
        + line(
            "utilisation",
            "%s busy, %s useful"
                .formatted(
                    Numbers.percent(result.utilisation()),
                    Numbers.percent(result.usefulUtilisation())))
        + line("communication", communication);
  }

  private String weights() {
    return line("memory", memory())
        + line("staleness", Numbers.byStage(result.staleness()))
        + line("weight versions", Numbers.byStage(result.weightVersions()));
  }

  private String consumption() {
    StringBuilder text = new StringBuilder();
    ConsumptionText.of(result).forEach((label, words) -> text.append(line(label, words)));
    return text.toString();
  }

  private String memory() {
    Optional<DeviceResult> largest =
        result.perDevice().stream()
            .filter(device -> device.peakMemoryBytes().isPresent())
            .max(Comparator.comparingLong(device -> device.peakMemoryBytes().getAsLong()));
    if (largest.isEmpty()) {
      return "unknown without activationBytes in the scenario";
    }
    DeviceResult device = largest.get();
    boolean weights = device.memory().map(parts -> parts.containsKey("weights")).orElse(false);
    String otherwise =
        weights ? ", unknown whether it fits" : ", weights left out without parameterBytes";
    return "peak %s on %s%s"
            .formatted(
                Numbers.bytes(device.peakMemoryBytes().getAsLong()),
                device.name(),
                fit().orElse(otherwise))
        + composition(device);
  }

  /** {@code fits with 38.71 GB to spare}, {@code lacks 4.2 GB}. */
  private Optional<String> fit() {
    if (result.memoryHeadroomBytes().isEmpty()) {
      return Optional.empty();
    }
    long headroom = result.memoryHeadroomBytes().getAsLong();
    return Optional.of(
        headroom >= 0
            ? ", fits with %s to spare".formatted(Numbers.bytes(headroom))
            : ", does not fit: lacks " + Numbers.bytes(-headroom));
  }

  /** What the fullest device's memory is used for at its peak. */
  private static String composition(DeviceResult device) {
    return device
        .memory()
        .filter(parts -> parts.containsKey("optimizer"))
        .map(
            parts ->
                parts.entrySet().stream()
                    .filter(part -> part.getValue() > 0)
                    .map(part -> Numbers.bytes(part.getValue()) + " " + part.getKey())
                    .collect(Collectors.joining(", ", "; ", "")))
        .orElse("");
  }

  /** A row each; of many devices some, evenly spread. */
  private String devices() {
    List<DeviceResult> all = result.perDevice();
    boolean memory = all.stream().anyMatch(device -> device.peakMemoryBytes().isPresent());
    List<String> header =
        new ArrayList<>(List.of("  device", "stages", "busy", "idle", "busy share", "in flight"));
    if (memory) {
      header.add("peak memory");
    }
    TextGrid grid = new TextGrid().row(header);
    int shown = Math.min(MOST_DEVICES, all.size());
    IntStream.range(0, shown)
        .map(row -> shown == 1 ? 0 : row * (all.size() - 1) / (shown - 1))
        .forEach(index -> grid.row(device(all.get(index), memory)));
    boolean hides = shown < all.size();
    return grid
        + (hides
            ? "  %d of %d devices shown; --format json has all\n".formatted(shown, all.size())
            : "");
  }

  private static List<String> device(DeviceResult device, boolean memory) {
    List<String> row =
        new ArrayList<>(
            List.of(
                "  " + device.name(),
                Numbers.list(device.stages()),
                Numbers.ms(device.busyMs()),
                Numbers.ms(device.idleMs()),
                Numbers.percent(device.utilisation()),
                String.valueOf(device.peakInFlight())));
    if (memory) {
      row.add(bytes(device.peakMemoryBytes()));
    }
    return row;
  }

  private String notes() {
    StringBuilder text = new StringBuilder(result.notes().isEmpty() ? "" : "\n");
    for (String note : result.notes()) {
      text.append(paragraph("note: " + note, columns));
    }
    return text.toString();
  }

  private String line(String label, String words) {
    return "  %-20s %s\n".formatted(label, broken(words, columns, LABEL));
  }

  /** Indented, and broken at spaces; lines after the first are indented further. */
  public static String paragraph(String words, int columns) {
    return "  " + broken(words, columns, 4) + "\n";
  }

  /** Not between a figure and its unit. */
  private static String broken(String words, int columns, int indent) {
    int width = Math.max(20, columns - indent);
    String next = "$1\n" + " ".repeat(indent);
    return words
        .replaceAll("(.{1,%d})(?:(?<![\\d%%])\\s+|$)".formatted(width), next)
        .stripTrailing();
  }

  static String bytes(OptionalLong bytes) {
    return bytes.isPresent() ? Numbers.bytes(bytes.getAsLong()) : "unknown";
  }
}
