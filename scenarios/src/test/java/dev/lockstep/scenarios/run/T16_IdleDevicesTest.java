package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategies that leave devices of the cluster without work. */
class T16_IdleDevicesTest {

  @TempDir private Path folder;

  @Test
  void aNetworkOfEightStagesCanBeTrainedOnTheFirstDeviceAlone() throws IOException {
    String text =
        """
        model: {transformer: {layers: 8, hidden: 1024, heads: 8, ffnHidden: 4096, vocabulary: 32000,
          sequence: 1024}}
        cluster: {preset: dgx-a100-80gb, nodes: 1}
        parallelism: {pipeline: 8}
        training: {microBatches: 2, microBatch: 1, precision: bf16}
        strategy: {name: sequential}
        """;
    RunResult result =
        Run.of(ScenarioReader.read(Files.writeString(folder.resolve("s.yaml"), text))).result();

    assertThat(result.fits()).contains(true);
    assertThat(result.perDevice()).hasSize(1);
  }
}
