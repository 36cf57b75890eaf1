package dev.lockstep.scenarios.format;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.util.ArrayList;
import java.util.List;

/** Training runs as CSV: a row for each look at each network. */
public final class TrainingCsv {

  private TrainingCsv() {}

  /** A row, its columns in order. */
  @JsonPropertyOrder({
    "scenario",
    "strategy",
    "seed",
    "iterations",
    "simulatedMs",
    "trainingLoss",
    "testLoss",
    "accuracy"
  })
  private record Row(
      String scenario,
      String strategy,
      long seed,
      int iterations,
      double simulatedMs,
      double trainingLoss,
      double testLoss,
      double accuracy) {}

  /** The text: a header and the rows. */
  public static String of(List<TrainingResult> results) {
    List<Row> rows = new ArrayList<>();
    for (TrainingResult result : results) {
      for (OfSeed seed : result.seeds()) {
        seed.looks().forEach(look -> rows.add(row(result, seed.seed(), look)));
      }
    }
    CsvMapper mapper = new CsvMapper();
    try {
      return mapper
          .writer(mapper.schemaFor(Row.class).withHeader().withColumnReordering(false))
          .writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that cannot be written as CSV", e);
    }
  }

  private static Row row(TrainingResult result, long seed, Look look) {
    return new Row(
        result.scenario(),
        result.strategy(),
        seed,
        look.iterations(),
        look.simulatedMs(),
        look.trainingLoss(),
        look.testLoss(),
        look.accuracy());
  }
}
