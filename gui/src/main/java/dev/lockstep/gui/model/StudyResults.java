package dev.lockstep.gui.model;

import dev.lockstep.scenarios.scenario.edit.ScenarioDocument;
import dev.lockstep.scenarios.study.store.RowScenarios;
import dev.lockstep.scenarios.study.store.StoredRows;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Results of a study.
 *
 * @param file where they were read
 * @param stored columns and rows, or some of the rows if there are very many
 */
public record StudyResults(Path file, StoredRows stored) implements FileContent {

  /** More take memory that the rest of the window needs. */
  private static final int MOST_ROWS = 100_000;

  /** Whether a file is meant to be one. */
  public static boolean isOne(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  /**
   * Reads what {@code lockstep sweep --out rows.csv} has written.
   *
   * @throws java.io.UncheckedIOException in one line, if it has no such rows
   */
  public static StudyResults file(Path file) {
    return new StudyResults(file, StoredRows.read(file, MOST_ROWS));
  }

  /** What stands above them. */
  public String name() {
    return file.getFileName().toString();
  }

  /** What others that stand in their place have too. */
  public String key() {
    return file.toAbsolutePath().normalize().toString();
  }

  /**
   * Makes the scenario of a row again and simulates it.
   *
   * @param row index of a row that is held
   * @throws java.io.UncheckedIOException in one line, if the study is not there or has changed
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException if there is no such scenario
   * @throws dev.lockstep.scenarios.prepare.RefusedException if its parts do not fit together
   */
  public Opened open(int row) {
    RowScenarios.Found found = RowScenarios.of(file).row(stored.columns(), stored.rows().get(row));
    ScenarioDocument document = found.document();
    return Opened.document(document, found.name()).withoutFile();
  }
}
