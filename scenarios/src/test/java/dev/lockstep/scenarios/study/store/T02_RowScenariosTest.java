package dev.lockstep.scenarios.study.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.StudyFile;
import dev.lockstep.scenarios.study.run.OrderedRows;
import dev.lockstep.scenarios.study.run.RowRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stored row's scenario is made again, or it is said why that cannot be. */
class T02_RowScenariosTest {

  private static final String BASE =
      """
      {"model": {"profile": {"stages": 2, "forwardMs": 1, "backwardMs": 2}},
       "cluster": {"ideal": {}}, "training": {"microBatches": 1}, "strategy": {"name": "gpipe"}}
      """;

  private static final String STUDY =
      """
      base: base.json
      axes:
        - {path: /strategy/name, name: strategy, values: [gpipe, 1f1b]}
        - {path: /training/microBatches, values: [1, 2, 3]}
      metrics: [makespanMs]
      """;

  @TempDir Path folder;
  private Path base;
  private Path study;
  private Path out;

  @BeforeEach
  void sweep() throws IOException {
    base = Files.writeString(folder.resolve("base.json"), BASE);
    study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    out = folder.resolve("rows.csv");
    Study read = StudyFile.read(study);
    OrderedRows engine = new OrderedRows(new RowRunner(read), 1);
    new StoredStudy(read, Optional.empty(), out, engine, Clock.systemUTC()).run(false, row -> {});
  }

  @Test
  void each_row_runs_to_the_figures_that_were_stored() {
    StoredRows rows = StoredRows.read(out, 100);
    RowScenarios scenarios = RowScenarios.of(out);
    assertThat(rows.rows()).hasSize(6);
    for (List<String> row : rows.rows()) {
      RowScenarios.Found found = scenarios.row(rows.columns(), row);
      assertThat(found.name())
          .isEqualTo(
              "row %s: strategy=%s, microBatches=%s".formatted(row.get(0), row.get(1), row.get(2)));
      double makespanMs = Run.of(found.document().scenario()).result().makespanMs();
      assertThat(Double.toString(makespanMs)).isEqualTo(row.get(3));
    }
  }

  @Test
  void a_base_that_has_changed_is_named() throws IOException {
    Files.writeString(base, BASE.replace("\"forwardMs\": 1", "\"forwardMs\": 5"));
    assertThatThrownBy(() -> RowScenarios.of(out))
        .hasMessageContaining("%s: comes from %s, which has changed since (SHA-256 was", out, base)
        .hasMessageEndingWith("). Run sweep again.");
  }

  @Test
  void a_study_that_is_gone_is_named() throws IOException {
    Files.delete(study);
    assertThatThrownBy(() -> RowScenarios.of(out))
        .hasMessageEndingWith(
            "comes from %s, which is not there. Bring it back, or run sweep again."
                .formatted(study));
  }

  @Test
  void results_without_a_manifest_belong_to_no_study() throws IOException {
    Files.delete(folder.resolve("rows.csv.manifest.json"));
    assertThatThrownBy(() -> RowScenarios.of(out))
        .hasMessageContaining("has no manifest beside it that says which study its rows are of");
  }

  @Test
  void a_row_that_was_changed_by_hand_is_not_taken_for_another() {
    StoredRows rows = StoredRows.read(out, 100);
    List<String> row = new ArrayList<>(rows.rows().get(1));
    row.set(1, "zb-h1");
    RowScenarios scenarios = RowScenarios.of(out);
    assertThatThrownBy(() -> scenarios.row(rows.columns(), row))
        .hasMessageContaining("row 2 has zb-h1 for strategy, but gpipe of the study");
    row.set(0, "7");
    assertThatThrownBy(() -> scenarios.row(rows.columns(), row))
        .hasMessageContaining("row 7 is none of those of " + study);
  }

  /** As sweep names files from where it was started, and the viewer may start elsewhere. */
  @Test
  void relative_names_are_looked_for_in_the_folders_above_the_results() throws IOException {
    Path manifest = folder.resolve("rows.csv.manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace(folder + "/", ""));
    Path below = Files.createDirectories(folder.resolve("a/b"));
    Path moved = Files.move(out, below.resolve("rows.csv"));
    Files.move(manifest, below.resolve("rows.csv.manifest.json"));
    StoredRows rows = StoredRows.read(moved, 100);
    assertThat(RowScenarios.of(moved).row(rows.columns(), rows.rows().get(5)).name())
        .isEqualTo("row 6: strategy=1f1b, microBatches=3");
  }
}
