package dev.lockstep.scenarios.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.study.Grid;
import dev.lockstep.scenarios.study.Study;
import dev.lockstep.scenarios.study.StudyFile;
import dev.lockstep.scenarios.study.StudyInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a study whose files were copied elsewhere are those of the study where it lies. */
class T01_RemoteRowsTest {

  @TempDir private Path folder;
  @TempDir private Path elsewhere;
  private Study study;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("base.yaml"),
        """
        model: {profile: {stages: 2, forwardMs: 1, backwardMs: 2}}
        cluster: {ideal: {transferLatencyMs: 0}}
        training: {microBatches: 4}
        strategy: {name: 1f1b}
        """);
    Path file =
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            base: base.yaml
            axes:
              - {path: /strategy/name, name: strategy, values: [1f1b, chimera]}
              - {path: /training/microBatches, range: {from: 1, to: 4, step: 1}}
            metrics: [makespanMs, peakMemoryBytes, utilisation]
            """);
    study = StudyFile.read(file);
  }

  @Test
  void the_files_of_a_study_are_itself_and_its_base() {
    assertThat(StudyInputs.of(study))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("base.yaml", "study.yaml");
  }

  @Test
  void a_row_goes_there_and_back_as_texts() throws IOException {
    for (Path input : StudyInputs.of(study)) {
      Path copy = RemoteRows.below(elsewhere, input.toAbsolutePath());
      Files.createDirectories(copy.getParent());
      Files.copy(input, copy);
    }
    RemoteRows remote =
        new RemoteRows(elsewhere.toString(), study.file().toAbsolutePath().toString());
    Grid grid = new Grid(study);
    RowRunner here = new RowRunner(study);

    long[] numbers = LongStream.rangeClosed(1, grid.size()).toArray();
    String[][] messages = remote.apply(numbers);

    assertThat(messages).hasNumberOfRows(8);
    for (int row = 0; row < numbers.length; row++) {
      StudyRow expected = here.row(grid.combination(numbers[row]).orElseThrow());
      StudyRow came = RowMessage.row(expected.combination(), messages[row]);
      assertThat(came.cells()).isEqualTo(expected.cells());
      assertThat(came.refusal()).isEqualTo(expected.refusal());
      assertThat(came.calibration()).isEqualTo(expected.calibration());
    }
    assertThat(List.of(messages).stream().filter(message -> message[0] != null)).hasSize(2);
  }
}
