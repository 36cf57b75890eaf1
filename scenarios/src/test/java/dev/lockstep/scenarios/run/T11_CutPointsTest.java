package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where a model that is given by its shape is cut: the block that each further stage begins with.
 */
class T11_CutPointsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cutPoints: [2] | layersPerStage: [2, 2]",
        "cutPoints: [1] | layersPerStage: [1, 3]",
        "cutPoints: [0] | layersPerStage: [0, 4]",
        "cutPoints: [4] | layersPerStage: [4, 0]",
      })
  void pointsSayWhatSizesSay(String points, String sizes) {
    assertThat(run(points).perDevice()).isEqualTo(run(sizes).perDevice());
  }

  @Test
  void anotherCutIsAnotherRun() {
    assertThat(run("cutPoints: [1]").perDevice()).isNotEqualTo(run("cutPoints: [2]").perDevice());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[5] | /partition: a stage begins at block 5, but there are 4, counted from 0.",
        "[1, 2] | /partition: the partition makes 3 stages of 4 layers in all; it must make 2 of 4.",
        "[2, 1] | /partition/cutPoints/1: is 1, behind 2. Cut points must not fall.",
        "[head] | /partition/cutPoints/0: is \"head\", but the model is given by its shape. Must be the index of a block, from 0.",
      })
  void pointsThatMakeNoStages(String points, String message) {
    assertThatThrownBy(() -> run("cutPoints: " + points)).hasMessageEndingWith(message);
  }

  private RunResult run(String partition) {
    String text =
        """
        model: {transformer: {layers: 4, hidden: 512, heads: 8, sequence: 128}}
        cluster: {preset: dgx-h100}
        parallelism: {pipeline: 2}
        training: {microBatches: 4, microBatch: 2}
        strategy: {name: 1f1b}
        partition: {%s}
        """
            .formatted(partition);
    try {
      return Run.of(ScenarioReader.read(Files.writeString(folder.resolve("s.yaml"), text)))
          .result();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
