package dev.lockstep.scenarios.format.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.lockstep.scenarios.montecarlo.MeanInterval;
import dev.lockstep.scenarios.risk.FaultRisk;
import dev.lockstep.scenarios.risk.RiskResult;
import dev.lockstep.scenarios.risk.StepRisk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What chance does, as CSV: a row for each strategy. Absent figures are empty. */
public final class RiskCsv {

  private RiskCsv() {}

  /** The text: a header and the rows. */
  public static String of(List<RiskResult> results) {
    List<Map<String, Object>> rows = new ArrayList<>();
    results.forEach(result -> rows.add(row(result)));
    CsvSchema.Builder schema = CsvSchema.builder();
    rows.get(0).keySet().forEach(schema::addColumn);
    try {
      return new CsvMapper().writer(schema.setUseHeader(true).build()).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that cannot be written as CSV", e);
    }
  }

  private static Map<String, Object> row(RiskResult result) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("scenario", result.scenario());
    row.put("strategy", result.strategy());
    row.put("devices", result.devices());
    row.put("nodes", result.nodes());
    row.put("confidence", result.confidence());
    steps(row, result.steps());
    faults(row, result.faults());
    return row;
  }

  private static void steps(Map<String, Object> row, Optional<StepRisk> risk) {
    figure(row, "undisturbedMs", risk, StepRisk::undisturbedMs);
    figure(row, "meanMs", risk, r -> r.meanMs().mean());
    figure(row, "meanLowMs", risk, r -> r.meanMs().low());
    figure(row, "meanHighMs", risk, r -> r.meanMs().high());
    figure(row, "p5Ms", risk, r -> r.quantilesMs().get(0).value().value());
    figure(row, "p50Ms", risk, r -> r.quantilesMs().get(1).value().value());
    figure(row, "p95Ms", risk, r -> r.quantilesMs().get(2).value().value());
    row.put("repetitions", risk.map(r -> r.meanMs().repetitions()).orElse(null));
    Optional<MeanInterval> difference = risk.flatMap(StepRisk::againstFirstMs);
    figure(row, "againstFirstMs", difference, MeanInterval::mean);
    figure(row, "againstFirstLowMs", difference, MeanInterval::low);
    figure(row, "againstFirstHighMs", difference, MeanInterval::high);
  }

  private static void faults(Map<String, Object> row, Optional<FaultRisk> risk) {
    optional(row, "meanTimeBetweenFailuresHours", risk, FaultRisk::meanTimeBetweenFailuresHours);
    figure(row, "checkpointIntervalMinutes", risk, FaultRisk::checkpointIntervalMinutes);
    best(row, "bestIntervalMinutes", risk, FaultRisk.BestInterval::minutes);
    best(row, "youngIntervalMinutes", risk, FaultRisk.BestInterval::youngMinutes);
    best(row, "dalyIntervalMinutes", risk, FaultRisk.BestInterval::dalyMinutes);
    figure(row, "goodput", risk, FaultRisk::goodput);
    figure(row, "goodputLow", risk, FaultRisk::goodputLow);
    figure(row, "goodputHigh", risk, FaultRisk::goodputHigh);
    optional(row, "expectedGoodput", risk, FaultRisk::expectedGoodput);
    figure(row, "goodputWithoutFailures", risk, FaultRisk::goodputWithoutFailures);
    figure(row, "trainingDays", risk, FaultRisk::trainingDays);
    figure(row, "days", risk, r -> r.days().mean());
    figure(row, "daysLow", risk, r -> r.days().low());
    figure(row, "daysHigh", risk, r -> r.days().high());
    optional(row, "expectedDays", risk, FaultRisk::expectedDays);
    quantile(row, "daysP5", risk, 0);
    quantile(row, "daysP50", risk, 1);
    quantile(row, "daysP95", risk, 2);
    figure(row, "failures", risk, FaultRisk::failures);
    row.put("jobs", risk.map(r -> r.days().repetitions()).orElse(null));
  }

  private static void quantile(
      Map<String, Object> row, String key, Optional<FaultRisk> risk, int index) {
    figure(row, key, risk, r -> r.quantiles().get(index).value().value());
  }

  private static void best(
      Map<String, Object> row,
      String key,
      Optional<FaultRisk> risk,
      Function<FaultRisk.BestInterval, Double> figure) {
    row.put(key, risk.flatMap(FaultRisk::best).map(figure).orElse(null));
  }

  private static <T> void figure(
      Map<String, Object> row, String key, Optional<T> source, ToDoubleFunction<T> figure) {
    row.put(key, source.map(figure::applyAsDouble).orElse(null));
  }

  private static <T> void optional(
      Map<String, Object> row, String key, Optional<T> source, Function<T, OptionalDouble> figure) {
    OptionalDouble value = source.map(figure).orElse(OptionalDouble.empty());
    row.put(key, value.isPresent() ? value.getAsDouble() : null);
  }
}
