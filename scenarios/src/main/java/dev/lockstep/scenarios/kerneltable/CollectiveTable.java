package dev.lockstep.scenarios.kerneltable;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.lockstep.devices.calibration.network.KnownLinks;
import dev.lockstep.devices.calibration.network.MeasuredCollective;
import dev.lockstep.devices.kernel.Collective.Kind;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measured collectives as CSV, with the columns {@code op, ranks, size_bytes, time_us} and, if one
 * likes, {@code system} (machines are fitted apart) and {@code calibration} (false: not fitted,
 * only predicted). Lines that begin with # are comments.
 */
public final class CollectiveTable {

  private static final double MICROSECOND = 1e-6;
  private static final CsvMapper CSV =
      CsvMapper.builder()
          .addModule(new Jdk8Module())
          .enable(CsvParser.Feature.ALLOW_COMMENTS)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.EMPTY_STRING_AS_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private CollectiveTable() {}

  /**
   * A row.
   *
   * @param system the machine; empty text if the table does not say
   * @param links which kind of links it has, if the table says
   * @param point what was measured
   * @param fitted whether constants may be fitted on it
   */
  public record Row(
      String system, Optional<KnownLinks> links, MeasuredCollective point, boolean fitted) {}

  private record Line(
      Optional<String> system,
      Optional<String> links,
      Optional<String> op,
      Optional<Integer> ranks,
      @JsonProperty("size_bytes") Optional<Double> sizeBytes,
      @JsonProperty("time_us") Optional<Double> timeUs,
      Optional<Boolean> calibration) {}

  /**
   * The rows of a file.
   *
   * @throws ScenarioException naming file and row, if it cannot be used
   */
  public static List<Row> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw refusal(file, "", "is no file that could be read");
    }
    try (MappingIterator<Line> lines =
        CSV.readerFor(Line.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      List<Row> rows = new ArrayList<>();
      for (Line line : lines.readAll()) {
        rows.add(row(file, rows.size(), line));
      }
      if (rows.isEmpty()) {
        throw refusal(file, "", "holds no collective");
      }
      return List.copyOf(rows);
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw refusal(file, "", "line %d: %s".formatted(line, e.getOriginalMessage()));
    } catch (IOException e) {
      throw refusal(file, "", "cannot be read");
    }
  }

  private static Row row(Path file, int index, Line line) {
    try {
      MeasuredCollective point =
          new MeasuredCollective(
              kind(needed(line.op(), "op")),
              needed(line.ranks(), "ranks"),
              needed(line.sizeBytes(), "size_bytes"),
              needed(line.timeUs(), "time_us") * MICROSECOND);
      return new Row(
          line.system().orElse(""),
          line.links().map(KnownLinks::named),
          point,
          line.calibration().orElse(true));
    } catch (IllegalArgumentException e) {
      throw refusal(file, "/" + index, e.getMessage());
    }
  }

  private static Kind kind(String word) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(word.toUpperCase(Locale.ROOT).replace('-', '_'))) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "op is '%s'; it must be one of all-reduce, all-gather, reduce-scatter, all-to-all,"
                .formatted(word)
            + " point-to-point");
  }

  private static <T> T needed(Optional<T> cell, String name) {
    return cell.orElseThrow(
        () -> new IllegalArgumentException(name + " is missing; it must be given"));
  }

  private static ScenarioException refusal(Path file, String pointer, String what) {
    return new ScenarioException(
        file.toString(),
        pointer,
        what,
        "must be a table of measured collectives as docs/calibration.md describes it");
  }
}
