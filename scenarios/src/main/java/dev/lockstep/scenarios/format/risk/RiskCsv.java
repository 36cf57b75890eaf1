package dev.lockstep.scenarios.format.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.lockstep.scenarios.risk.RiskFigures;
import dev.lockstep.scenarios.risk.RiskResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    RiskFigures.names().forEach(name -> row.put(name, RiskFigures.of(result, name).orElse(null)));
    return row;
  }
}
