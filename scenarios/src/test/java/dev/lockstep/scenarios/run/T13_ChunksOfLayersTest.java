package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measured layers, cut for strategies that have several stages on a device. */
class T13_ChunksOfLayersTest {

  private static final String LAYER =
      "{\"name\": \"block\", \"forwardMs\": 1, \"backwardMs\": 2, \"outputBytes\": 8}";
  private static final String SIX_LAYERS = "\"layers\": [" + (LAYER + ", ").repeat(5) + LAYER + "]";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "interleaved-1f1b | [2, 1, 1, 2]",
        "looped-bfs       | [2, 1, 1, 2]",
        "zb-v             | [2, 1, 1, 2]",
        "v-half           | [2, 1, 1, 2]",
        "v-min            | [2, 1, 1, 2]",
        "dualpipe-v       | [2, 1, 1, 2]",
        "backlink         | [2, 1, 1, 2]",
        "ouroboros        | [2, 2, 2]",
        "dualpipe         | [4, 2]",
      })
  void aPartitionListsEveryChunkOfTwoDevices(String strategy, String sizes) {
    String cut = "\"partition\": {\"layersPerStage\": %s}".formatted(sizes);
    String stages = "\"name\": \"%s\"".formatted(strategy);
    RunResult without = Run.of(read(stages, cut)).result();
    assertThat(without.devices()).isEqualTo(2);
    assertThat(Run.of(read(stages, cut + ", \"parallelism\": {\"pipeline\": 2}")).result())
        .usingRecursiveComparison()
        .isEqualTo(without);
  }

  @Test
  void anOrderOfOnesOwnToo() throws Exception {
    Files.writeString(folder.resolve("own.txt"), "device0: 0F0 1F0 1B0 0B0\n");
    String own = "\"name\": \"custom\", \"file\": \"own.txt\"";
    Scenario scenario =
        new ScenarioTexts(folder)
            .read(
                SIX_LAYERS,
                "\"transferLatencyMs\": 0",
                "\"microBatches\": 1",
                own,
                "\"partition\": {\"layersPerStage\": [4, 2]}");
    assertThat(Run.of(scenario).result().devices()).isEqualTo(1);
  }

  @Test
  void stagesThatNoNumberOfDevicesHolds() {
    assertThatThrownBy(() -> read("\"name\": \"zb-v\"", "\"partition\": {\"cutPoints\": [1, 2]}"))
        .hasMessageEndingWith(
            "/partition/cutPoints: makes 3 stages, but zb-v has 2 on each device."
                + " Must make a multiple of 2 stages.");
  }

  private Scenario read(String strategy, String more) {
    return new ScenarioTexts(folder)
        .read(SIX_LAYERS, "\"transferLatencyMs\": 0", "\"microBatches\": 4", strategy, more);
  }
}
