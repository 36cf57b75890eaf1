package dev.lockstep.scenarios.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.curve.LearningCurve;
import dev.lockstep.numerics.curve.LearningCurve.Point;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder with a file for each run. */
class T01_CheckpointFolderTest {

  private static final RunIdentity IDENTITY =
      new RunIdentity("0.1.0", "1f1b", 3, 40, "keys", "times", "samples");

  @TempDir Path folder;

  private static LearningCurve curve(double accuracy) {
    return new LearningCurve(
        List.of(new Point(40, 7, Double.NaN, 0.5, accuracy, List.of(0.25))), List.of(1, 0));
  }

  private CheckpointFolder open(boolean goesOn) {
    return CheckpointFolder.open(folder, OptionalInt.empty(), goesOn);
  }

  @Test
  void what_is_kept_is_there_another_time() {
    try (CheckpointFolder first = open(false)) {
      RunCheckpoints run = first.of(IDENTITY);
      assertThat(run.last()).isEmpty();
      run.keep(20, curve(0.1));
      run.keep(40, curve(0.2));
      assertThat(first.iterationsKept()).isEqualTo(40);
    }
    try (CheckpointFolder second = open(true)) {
      RunCheckpoints run = second.of(IDENTITY);
      assertThat(run.iterationsKept()).isEqualTo(40);
      assertThat(run.last()).contains(curve(0.2));
    }
  }

  @ParameterizedTest
  @CsvSource({", 3, false", ", 4, true", ", 8, true", "7, 7, true", "7, 8, false"})
  void a_tenth_of_a_run_passes_between_checkpoints(Integer every, int iterations, boolean due) {
    OptionalInt pause = every == null ? OptionalInt.empty() : OptionalInt.of(every);
    try (CheckpointFolder kept = CheckpointFolder.open(folder, pause, false)) {
      assertThat(kept.of(IDENTITY).isDue(iterations)).isEqualTo(due);
    }
  }

  @Test
  void a_checkpoint_that_cannot_be_written_leaves_the_one_before() throws IOException {
    try (CheckpointFolder kept = open(false)) {
      RunCheckpoints run = kept.of(IDENTITY);
      run.keep(20, curve(0.1));
      Files.createDirectories(folder.resolve("1f1b-seed-3.checkpoint.partial/in the way"));
      assertThatThrownBy(() -> run.keep(40, curve(0.2))).isInstanceOf(UncheckedIOException.class);
      assertThat(run.last()).contains(curve(0.1));
      assertThat(run.iterationsKept()).isEqualTo(20);
    }
  }

  @Test
  void names_that_no_file_can_have_are_told_apart() throws IOException {
    try (CheckpointFolder kept = open(false)) {
      for (String name : List.of("a/b", "a*b", "a b", "a+b")) {
        kept.of(new RunIdentity("0.1.0", name, 3, 40, "keys", "times", "samples"))
            .keep(40, curve(0.1));
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "a%2Fb-seed-3.checkpoint",
              "a%2Ab-seed-3.checkpoint",
              "a+b-seed-3.checkpoint",
              "a%2Bb-seed-3.checkpoint",
              "lock");
    }
  }

  @Test
  void a_run_of_another_version_is_refused() {
    try (CheckpointFolder kept = open(false)) {
      kept.of(IDENTITY).keep(40, curve(0.1));
      assertThatThrownBy(
              () -> kept.of(new RunIdentity("0.2.0", "1f1b", 3, 40, "keys", "times", "samples")))
          .isInstanceOf(ScenarioException.class)
          .hasMessageContaining("is of a run with version 0.1.0, not 0.2.0. Delete it");
    }
  }
}
