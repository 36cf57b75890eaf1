package dev.lockstep.scenarios.study.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/** Lines of CSV, each a row: no cell has a line break. */
final class CsvLine {

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .build();

  private static final ObjectWriter WRITER = MAPPER.writer(CsvSchema.emptySchema());
  private static final ObjectReader READER = MAPPER.readerForListOf(String.class);

  private CsvLine() {}

  /** The line of these cells, with its end. */
  static String of(List<String> cells) {
    try {
      return WRITER.writeValueAsString(
          cells.stream().map(cell -> cell.replaceAll("\\R", " ")).toArray(String[]::new));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cells that cannot be written as CSV", e);
    }
  }

  /** The cells of each line. */
  static MappingIterator<List<String>> read(Reader text) throws IOException {
    return READER.readValues(text);
  }
}
