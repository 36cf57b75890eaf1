package dev.lockstep.scenarios.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.lockstep.scenarios.catalog.NearestWord;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.scenario.source.SourceText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * A CSV file of layers: comment lines start with #, the header names the keys of a layer, an empty
 * cell is a missing key. Its rows become the same tree as layers that stand in the scenario itself.
 */
final class LayerTable {
  private static final int MOST_ROWS = 10_000;
  private static final int LONGEST_NUMBER = 40;

  private final Path file;

  private LayerTable(Path file) {
    this.file = file;
  }

  /**
   * The file that a scenario names.
   *
   * @param scenarioFile the scenario, beside which the table lies
   * @param name the file as the scenario names it
   */
  static LayerTable beside(Path scenarioFile, String name) {
    try {
      if (!name.isBlank()) {
        return new LayerTable(scenarioFile.resolveSibling(name));
      }
    } catch (InvalidPathException e) {
      // refused below
    }
    throw new ScenarioException(
        scenarioFile.toString(),
        "/model/layers/csv",
        "\"%s\" cannot name a file".formatted(NearestWord.quoted(name)),
        "must be the name of a CSV file, relative to the scenario");
  }

  /** The file's name for messages. */
  String name() {
    return file.toString();
  }

  /** The rows as a scenario would list them. */
  ArrayNode rows() {
    List<String[]> lines = lines(SourceText.read(file));
    if (lines.size() < 2) {
      throw refusal("holds no row of layers", "must hold a header and one row a layer");
    }
    if (lines.size() > MOST_ROWS + 1) {
      throw refusal("holds %d rows".formatted(lines.size() - 1), "must hold at most " + MOST_ROWS);
    }
    String[] header = lines.get(0);
    if (new HashSet<>(Arrays.asList(header)).size() < header.length) {
      throw refusal("names a column twice in its header", "must name each column once");
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (int i = 1; i < lines.size(); i++) {
      rows.add(row(header, lines.get(i), i));
    }
    return rows;
  }

  private List<String[]> lines(String text) {
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
      throw refusal("line %d: is not CSV".formatted(line), "must be comma-separated values");
    } catch (IOException | RuntimeException e) {
      throw refusal("is not CSV", "must be comma-separated values");
    }
  }

  private ObjectNode row(String[] header, String[] cells, int number) {
    if (cells.length != header.length) {
      throw refusal(
          "row %d holds %d cells".formatted(number, cells.length),
          "must hold %d, as the header does".formatted(header.length));
    }
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < header.length; i++) {
      if (!cells[i].isEmpty()) {
        row.set(header[i], header[i].equals("name") ? TextNode.valueOf(cells[i]) : cell(cells[i]));
      }
    }
    return row;
  }

  /** A number where the cell is one; other text is left for the schema to refuse. */
  private static JsonNode cell(String text) {
    if (text.length() <= LONGEST_NUMBER) {
      try {
        double value = new BigDecimal(text).doubleValue();
        if (Double.isFinite(value)) {
          return JsonNodeFactory.instance.numberNode(value);
        }
      } catch (NumberFormatException e) {
        return TextNode.valueOf(text);
      }
    }
    return TextNode.valueOf(text);
  }

  private ScenarioException refusal(String what, String whatWouldBeRight) {
    return new ScenarioException(name(), "", what, whatWouldBeRight);
  }
}
