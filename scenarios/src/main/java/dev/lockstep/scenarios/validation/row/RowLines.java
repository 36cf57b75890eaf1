package dev.lockstep.scenarios.validation.row;

import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.scenario.source.SourceText;
import dev.lockstep.scenarios.scenario.source.SourceTree;
import java.nio.file.Path;
import java.util.List;

/** Reads rows from JSON lines. Blank lines and lines that begin with # count for nothing. */
public final class RowLines {

  private RowLines() {}

  /**
   * The rows of a file.
   *
   * @throws ScenarioException if it cannot be read; a broken line is a problem of the set
   */
  public static RowSet read(Path file) {
    List<String> lines = SourceText.read(file).lines().toList();
    RowSet.Builder rows = new RowSet.Builder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        String place = "%s, line %d".formatted(file, i + 1);
        rows.add(() -> RowTree.row(SourceTree.line(place, line), place, file));
      }
    }
    return rows.build();
  }
}
