package dev.lockstep.scenarios.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.lockstep.scenarios.consumption.Consumption.Whole;
import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.run.RunResult.DeviceResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Results as CSV: a row for each result; options and figures by stage are joined by spaces, figures
 * by device appear as their maximum. Absent figures are empty.
 */
public final class ResultCsv {

  private ResultCsv() {}

  /** The text: a header and a row for each result. */
  public static String of(List<RunResult> results) {
    return of(results, Map.of());
  }

  /**
   * The same of one scenario under several strategies, of which some were refused: a row with the
   * reason in the column {@code refused} and no figures.
   */
  public static String of(List<RunResult> results, Map<String, String> refused) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (RunResult result : results) {
      rows.add(row(result));
    }
    Map<String, Object> first = rows.get(0);
    CsvSchema.Builder schema = CsvSchema.builder();
    first.keySet().forEach(schema::addColumn);
    if (!refused.isEmpty()) {
      schema.addColumn("refused");
    }
    refused.forEach(
        (name, why) ->
            rows.add(Map.of("scenario", first.get("scenario"), "strategy", name, "refused", why)));
    try {
      return new CsvMapper().writer(schema.setUseHeader(true).build()).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that cannot be written as CSV", e);
    }
  }

  private static Map<String, Object> row(RunResult result) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("scenario", result.scenario());
    row.put("strategy", result.strategy());
    row.put("strategyOptions", result.strategyOptions().map(ResultCsv::joined).orElse(null));
    row.put("engine", result.engine());
    row.put("devices", result.devices());
    row.put("iterations", result.iterations());
    row.put("iterationTimeMs", result.iterationTimeMs());
    row.put("makespanMs", result.makespanMs());
    row.put("spanMs", result.spanMs());
    row.put("bubbleFraction", result.bubbleFraction());
    row.put("spanBubbleFraction", result.spanBubbleFraction());
    row.put("utilisation", result.utilisation());
    row.put("usefulUtilisation", result.usefulUtilisation());
    row.put("samplesPerSecond", cell(result.samplesPerSecond()));
    row.put("tokensPerSecond", cell(result.tokensPerSecond()));
    row.put("tokensPerSecondPerDevice", cell(result.tokensPerSecondPerDevice()));
    row.put("tflopsPerDevice", cell(result.tflopsPerDevice()));
    row.put("mfu", cell(result.mfu()));
    row.put("hfu", cell(result.hfu()));
    row.put("communicationMs", result.communicationMs());
    row.put("exposedCommunicationMs", result.exposedCommunicationMs());
    row.put("fits", result.fits().orElse(null));
    OptionalLong headroom = result.memoryHeadroomBytes();
    row.put("memoryHeadroomBytes", headroom.isPresent() ? headroom.getAsLong() : null);
    row.put("peakMemoryBytes", peakMemory(result));
    row.put(
        "peakInFlight",
        result.perDevice().stream().mapToInt(DeviceResult::peakInFlight).max().orElse(0));
    row.put("staleness", joined(result.staleness()));
    row.put("weightVersions", joined(result.weightVersions()));
    row.put("seed", result.provenance().seed());
    row.put("version", result.provenance().version());
    row.put("parallelism", result.parallelism().map(ResultCsv::joined).orElse(null));
    row.put("timeToTrainDays", cell(result.timeToTrainDays()));
    row.put("energyJoules", cell(result.energyJoules()));
    row.put("costUsd", cell(result.costUsd()));
    row.put("carbonKg", cell(result.carbonKg()));
    row.put("jobIterations", result.job().map(Whole::iterations).orElse(null));
    row.put("jobEnergyKwh", cell(result.job(), Whole::energyKwh));
    row.put("jobCostUsd", cell(result.job(), Whole::costUsd));
    row.put("jobCarbonKg", cell(result.job(), Whole::carbonKg));
    return row;
  }

  private static Double cell(OptionalDouble figure) {
    return figure.isPresent() ? figure.getAsDouble() : null;
  }

  private static Double cell(Optional<Whole> job, Function<Whole, OptionalDouble> figure) {
    return cell(job.map(figure).orElse(OptionalDouble.empty()));
  }

  private static Long peakMemory(RunResult result) {
    OptionalLong peak =
        result.perDevice().stream()
            .map(DeviceResult::peakMemoryBytes)
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .max();
    return peak.isPresent() ? peak.getAsLong() : null;
  }

  private static String joined(Map<String, ?> options) {
    return options.entrySet().stream()
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String joined(List<Integer> figures) {
    return figures.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
