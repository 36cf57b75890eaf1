package dev.lockstep.scenarios.local;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.lockstep.scenarios.local.LocalComparison.Pair;
import dev.lockstep.scenarios.local.LocalComparison.TaskKind;
import java.util.ArrayList;
import java.util.List;

/** A row for each figure: step time, utilisation, bubble, and each kind of task. */
public final class LocalCsv {

  private LocalCsv() {}

  @JsonPropertyOrder({
    "network",
    "strategy",
    "figure",
    "predicted",
    "measured",
    "errorPercent",
    "processorShare",
    "judged"
  })
  private record Row(
      String network,
      String strategy,
      String figure,
      double predicted,
      double measured,
      double errorPercent,
      double processorShare,
      boolean judged) {}

  /** The text: a header and the rows. */
  public static String of(List<LocalComparison> comparisons) {
    List<Row> rows = new ArrayList<>();
    for (LocalComparison one : comparisons) {
      rows.add(row(one, "stepMs", one.stepMs()));
      rows.add(row(one, "utilisation", one.utilisation()));
      rows.add(row(one, "bubble", one.bubble()));
      for (TaskKind kind : one.tasks()) {
        rows.add(row(one, kind.task() + "Ms", kind.milliseconds()));
      }
    }
    CsvMapper mapper = new CsvMapper();
    try {
      return mapper
          .writer(mapper.schemaFor(Row.class).withHeader().withColumnReordering(false))
          .writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a comparison that cannot be written as CSV", e);
    }
  }

  private static Row row(LocalComparison one, String figure, Pair pair) {
    return new Row(
        one.network(),
        one.strategy(),
        figure,
        pair.predicted(),
        pair.measured(),
        pair.errorPercent(),
        one.processorShare(),
        one.judged());
  }
}
