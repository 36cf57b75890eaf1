package dev.lockstep.scenarios.study.store;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Forms of results, by the ending of their file's name. */
enum ResultFormat {
  /** A line a row: the journal as it is. */
  CSV {
    @Override
    void write(Path journal, Path file) throws IOException {
      Files.copy(journal, file, StandardCopyOption.REPLACE_EXISTING);
    }
  },

  /** An array of objects, a line each; what a row has nothing of is left out. */
  JSON {
    @Override
    void write(Path journal, Path file) throws IOException {
      try (Reader text = Files.newBufferedReader(journal);
          MappingIterator<List<String>> rows = CsvLine.read(text);
          JsonGenerator json =
              new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
        List<String> columns = rows.next();
        json.setPrettyPrinter(lines());
        json.writeStartArray();
        while (rows.hasNext()) {
          writeRow(columns, rows.next(), json);
        }
        json.writeEndArray();
        json.writeRaw('\n');
      }
    }
  };

  private static final String NUMBER = "-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?";

  /**
   * The form of a file.
   *
   * @throws IllegalArgumentException if its name ends like none
   */
  static ResultFormat of(Path file) {
    String name = file.getFileName().toString();
    Optional<ResultFormat> found =
        Arrays.stream(values()).filter(format -> name.endsWith(format.ending())).findFirst();
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "%s: the name ends in none of %s. Name the form of the results."
                    .formatted(
                        file,
                        Arrays.stream(values())
                            .map(ResultFormat::ending)
                            .collect(Collectors.joining(", ")))));
  }

  private String ending() {
    return "." + name().toLowerCase(java.util.Locale.ROOT);
  }

  private static PrettyPrinter lines() {
    return new DefaultPrettyPrinter()
        .withArrayIndenter(new DefaultIndenter("", "\n"))
        .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
        .withoutSpacesInObjectEntries();
  }

  /** Writes what a journal has. */
  abstract void write(Path journal, Path file) throws IOException;

  private static void writeRow(List<String> columns, List<String> cells, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    for (int column = 0; column < columns.size(); column++) {
      String cell = cells.get(column);
      if (cell.isEmpty()) {
        continue;
      }
      json.writeFieldName(columns.get(column));
      if (cell.matches(NUMBER)) {
        json.writeNumber(cell);
      } else if (cell.equals("true") || cell.equals("false")) {
        json.writeBoolean(cell.equals("true"));
      } else {
        json.writeString(cell);
      }
    }
    json.writeEndObject();
  }
}
