package dev.lockstep.scenarios.format.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Training runs as CSV: a row for each look at each network. Absent figures are empty. */
public final class TrainingCsv {

  private static final List<String> COLUMNS =
      List.of(
          "scenario",
          "strategy",
          "seed",
          "iterations",
          "simulatedMs",
          "trainingLoss",
          "testLoss",
          "accuracy");
  private static final String COSINES = "gradientCosines";
  private static final String REFUSED = "refused";

  private TrainingCsv() {}

  /**
   * The text: a header and the rows.
   *
   * @param refused strategies and why: a row each, with the reason in the column {@code refused},
   *     which is there if any was
   */
  public static String of(
      String scenario, List<TrainingResult> results, Map<String, String> refused) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (TrainingResult result : results) {
      for (OfSeed seed : result.seeds()) {
        seed.looks().forEach(look -> rows.add(row(result, seed.seed(), look)));
      }
    }
    refused.forEach(
        (name, why) -> rows.add(Map.of("scenario", scenario, "strategy", name, REFUSED, why)));
    CsvSchema.Builder schema = CsvSchema.builder();
    COLUMNS.forEach(schema::addColumn);
    if (results.stream().anyMatch(result -> result.gradientCosines().isPresent())) {
      schema.addColumn(COSINES);
    }
    if (!refused.isEmpty()) {
      schema.addColumn(REFUSED);
    }
    try {
      return new CsvMapper().writer(schema.setUseHeader(true).build()).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that cannot be written as CSV", e);
    }
  }

  private static Map<String, Object> row(TrainingResult result, long seed, Look look) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("scenario", result.scenario());
    row.put("strategy", result.strategy());
    row.put("seed", seed);
    row.put("iterations", look.iterations());
    row.put("simulatedMs", look.simulatedMs());
    row.put("trainingLoss", orNothing(look.trainingLoss()));
    row.put("testLoss", orNothing(look.testLoss()));
    row.put("accuracy", look.accuracy());
    look.gradientCosines().ifPresent(cosines -> row.put(COSINES, bySpaces(cosines)));
    return row;
  }

  private static String bySpaces(List<Double> cosines) {
    return cosines.stream().map(cosine -> Double.toString(cosine)).collect(Collectors.joining(" "));
  }

  private static Double orNothing(OptionalDouble figure) {
    return figure.isPresent() ? figure.getAsDouble() : null;
  }
}
