package dev.lockstep.scenarios.study.store;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Results of a study, read back.
 *
 * @param columns their names
 * @param rows cells of each row, or of some of them
 * @param all how many there are
 * @param manifest where they come from, as JSON; absent if none lies beside them
 */
public record StoredRows(
    List<String> columns, List<List<String>> rows, long all, Optional<String> manifest) {

  /** Copies the lists. */
  public StoredRows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * The rows of a file; where there are more than wanted, every so manieth of them.
   *
   * @param file results as CSV
   * @param most rows that are wanted
   * @throws UncheckedIOException in one line, if it has no such rows
   */
  public static StoredRows read(Path file, int most) {
    ResultFiles files = new ResultFiles(file);
    try {
      List<List<String>> kept = new ArrayList<>();
      List<String> columns;
      long all = 0;
      long step = 1;
      try (MappingIterator<List<String>> rows = CsvLine.read(Files.newBufferedReader(file))) {
        columns = rows.hasNext() ? rows.next() : List.of();
        check(file, columns, columns.size(), 1);
        while (rows.hasNext()) {
          List<String> row = rows.next();
          check(file, columns, row.size(), all + 2);
          if (all % step == 0) {
            kept.add(row);
          }
          all++;
          if (kept.size() > most) {
            step *= 2;
            kept = everySecond(kept);
          }
        }
      }
      Optional<String> manifest =
          Files.exists(files.manifest())
              ? Optional.of(Files.readString(files.manifest()))
              : Optional.empty();
      return new StoredRows(columns, kept, all, manifest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeJsonMappingException e) {
      throw refusal(file, "is no CSV");
    }
  }

  private static List<List<String>> everySecond(List<List<String>> rows) {
    List<List<String>> half = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += 2) {
      half.add(rows.get(i));
    }
    return half;
  }

  private static void check(Path file, List<String> columns, int cells, long line) {
    if (columns.isEmpty() || !columns.get(0).equals("row")) {
      throw refusal(file, "does not begin with a column \"row\"");
    }
    if (cells != columns.size()) {
      throw refusal(file, "line %d has %d cells, not %d".formatted(line, cells, columns.size()));
    }
  }

  private static UncheckedIOException refusal(Path file, String what) {
    return new UncheckedIOException(
        new IOException("%s: %s. Name a CSV that sweep wrote.".formatted(file, what)));
  }
}
