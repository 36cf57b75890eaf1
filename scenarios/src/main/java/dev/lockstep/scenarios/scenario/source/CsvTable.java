package dev.lockstep.scenarios.scenario.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A CSV file: comment lines start with #, the first other line names the columns.
 *
 * @param file its name for messages
 * @param columns names of the columns, each once
 * @param rows each as its cells by column, as many as there are columns; an empty cell is empty
 *     text
 */
public record CsvTable(String file, List<String> columns, List<Map<String, String>> rows) {
  private static final int MOST_ROWS = 10_000;

  /** Copies the lists. */
  public CsvTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * Reads a file.
   *
   * @param noun what a row is, in the singular
   * @throws ScenarioException if it cannot be read, is not CSV, or holds no row or too many
   */
  public static CsvTable read(Path file, String noun) {
    String name = file.toString();
    List<String[]> lines = lines(name, SourceText.read(file));
    if (lines.size() < 2) {
      throw refusal(
          name,
          "holds no row of %ss".formatted(noun),
          "must hold a header and one row a %s".formatted(noun));
    }
    if (lines.size() > MOST_ROWS + 1) {
      throw refusal(
          name, "holds %d rows".formatted(lines.size() - 1), "must hold at most " + MOST_ROWS);
    }
    String[] header = lines.get(0);
    if (new HashSet<>(Arrays.asList(header)).size() < header.length) {
      throw refusal(name, "names a column twice in its header", "must name each column once");
    }
    return new CsvTable(
        name,
        List.of(header),
        IntStream.range(1, lines.size())
            .mapToObj(number -> row(name, header, lines.get(number), number))
            .toList());
  }

  private static List<String[]> lines(String name, String text) {
    CsvMapper mapper =
        CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.ALLOW_COMMENTS)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();
    try (MappingIterator<String[]> lines = mapper.readerFor(String[].class).readValues(text)) {
      return lines.readAll();
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw refusal(name, "line %d: is not CSV".formatted(line), "must be comma-separated values");
    } catch (IOException | RuntimeException e) {
      throw refusal(name, "is not CSV", "must be comma-separated values");
    }
  }

  private static Map<String, String> row(String name, String[] header, String[] cells, int number) {
    if (cells.length != header.length) {
      throw refusal(
          name,
          "row %d holds %d cells".formatted(number, cells.length),
          "must hold %d, as the header does".formatted(header.length));
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < header.length; i++) {
      row.put(header[i], cells[i]);
    }
    return row;
  }

  private static ScenarioException refusal(String name, String what, String whatWouldBeRight) {
    return new ScenarioException(name, "", what, whatWouldBeRight);
  }
}
