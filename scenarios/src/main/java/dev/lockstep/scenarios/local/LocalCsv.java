package dev.lockstep.scenarios.local;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.lockstep.scenarios.local.LocalComparison.Pair;
import dev.lockstep.scenarios.local.LocalComparison.TaskKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A row for each figure: step time, utilisation, bubble, and each kind of task. */
public final class LocalCsv {

  private LocalCsv() {}

  /**
   * A row.
   *
   * @param figure see {@link LocalComparison}; of a kind of task its code and {@code Ms}
   * @param processorShare of the whole trial, as {@code judged}
   */
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
  public record Row(
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

  /**
   * Rows again.
   *
   * @param text as {@link #of} gives it
   */
  public static List<Row> rows(String text) {
    CsvMapper mapper = new CsvMapper();
    try (MappingIterator<Row> rows =
        mapper.readerFor(Row.class).with(CsvSchema.emptySchema().withHeader()).readValues(text)) {
      return rows.readAll();
    } catch (IOException e) {
      throw new IllegalArgumentException("is no CSV of a validation on threads", e);
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
