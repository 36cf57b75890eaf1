package dev.lockstep.scenarios.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.study.run.RowRunner;
import dev.lockstep.scenarios.study.run.StudyRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The studies of the project can be read, and their corners run. */
class T02_ShippedStudiesTest {

  static List<Path> studies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("studies"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void first_and_last_combination_run(Path file) {
    Study study = StudyFile.read(file);
    Grid grid = new Grid(study);
    RowRunner runner = new RowRunner(study);

    for (long number : new long[] {1, grid.size()}) {
      StudyRow row = runner.row(grid.combination(number).orElseThrow());
      assertThat(row.refusal()).isEmpty();
      assertThat(row.cells()).hasSize(study.columns().size() + study.metrics().size() + 2);
    }
  }
}
