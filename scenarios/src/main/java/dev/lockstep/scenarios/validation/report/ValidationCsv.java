package dev.lockstep.scenarios.validation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.lockstep.scenarios.validation.Validation;
import java.util.List;

/** A row for each measured figure; what it does not have is empty. */
public final class ValidationCsv {

  private ValidationCsv() {}

  /** The text, header included. */
  public static String of(Validation validation) {
    CsvSchema.Builder schema = CsvSchema.builder();
    ValidationJson.ROW_KEYS.forEach(schema::addColumn);
    List<JsonNode> rows = validation.comparisons().stream().map(ValidationJson::row).toList();
    try {
      return new CsvMapper().writer(schema.setUseHeader(true).build()).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a validation that cannot be written as CSV", e);
    }
  }
}
