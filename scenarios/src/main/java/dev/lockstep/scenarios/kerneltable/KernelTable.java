package dev.lockstep.scenarios.kerneltable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.lockstep.devices.calibration.MeasuredKernel;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes tables of measured kernels: JSON where the name ends in .json, else CSV. */
public final class KernelTable {

  private static final CsvMapper CSV =
      CsvMapper.builder()
          .addModule(new Jdk8Module())
          .enable(CsvParser.Feature.ALLOW_COMMENTS)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.EMPTY_STRING_AS_NULL)
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private KernelTable() {}

  /**
   * The rows of a file.
   *
   * @throws ScenarioException naming file and row, if it cannot be used
   */
  public static List<MeasuredKernel> read(Path file) {
    List<KernelRow> rows = rows(file);
    List<MeasuredKernel> measured = new ArrayList<>();
    for (KernelRow row : rows) {
      try {
        measured.add(row.measured());
      } catch (IllegalArgumentException e) {
        throw refusal(file, "/" + measured.size(), e.getMessage());
      }
    }
    if (measured.isEmpty()) {
      throw refusal(file, "", "holds no kernel");
    }
    return List.copyOf(measured);
  }

  /** The rows as text: JSON where the file's name ends in .json, else CSV. */
  public static String text(Path file, List<MeasuredKernel> kernels) {
    List<KernelRow> rows = kernels.stream().map(KernelRow::of).toList();
    try {
      return isJson(file)
          ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rows) + "\n"
          : CSV.writer(CSV.schemaFor(KernelRow.class).withHeader()).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rows that cannot be written", e);
    }
  }

  private static List<KernelRow> rows(Path file) {
    if (!Files.isRegularFile(file)) {
      throw refusal(file, "", "is no file that could be read");
    }
    try {
      if (isJson(file)) {
        return List.of(JSON.readValue(file.toFile(), KernelRow[].class));
      }
      try (MappingIterator<KernelRow> rows =
          CSV.readerFor(KernelRow.class)
              .with(CsvSchema.emptySchema().withHeader())
              .readValues(file.toFile())) {
        return rows.readAll();
      }
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw refusal(file, "", "line %d: %s".formatted(line, e.getOriginalMessage()));
    } catch (IOException e) {
      throw refusal(file, "", "cannot be read");
    }
  }

  private static boolean isJson(Path file) {
    return file.toString().endsWith(".json");
  }

  private static ScenarioException refusal(Path file, String pointer, String what) {
    return new ScenarioException(
        file.toString(),
        pointer,
        what,
        "must be a table of measured kernels as docs/kernel-table.md describes it");
  }
}
