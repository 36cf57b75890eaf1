package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategies that lay two copies of the model over the devices. */
class T12_TwoCopiesTest {

  private static final String CHIMERA = "\"name\": \"chimera\"";

  @TempDir private Path folder;
  private ScenarioTexts texts;

  @BeforeEach
  void openFolder() {
    texts = new ScenarioTexts(folder);
  }

  /** 4 forwards and 6 backwards of 2 ms; device 0 holds stage 0 of one copy and 3 of the other. */
  @Test
  void aDeviceHoldsAStageOfEach() {
    RunResult result = texts.run(ScenarioTexts.unit(4, ""), "", "\"microBatches\": 4", CHIMERA);

    assertThat(result.makespanMs()).isEqualTo(16);
    assertThat(result.perDevice())
        .extracting(RunResult.DeviceResult::stages)
        .containsExactly(List.of(0, 3), List.of(1, 2), List.of(1, 2), List.of(0, 3));
    assertThat(result.usefulUtilisation()).isEqualTo(result.utilisation());
  }

  /** 2 forwards, 2 backwards, then a gradient of 1 MB at 1 GB/s. */
  @Test
  void copiesExchangeTheirGradientsBeforeAnUpdate() {
    String bytes = "\"boundaryBytes\": 1, \"parameterBytes\": 1e6";
    RunResult result =
        texts.run(
            ScenarioTexts.unit(2, bytes), "\"bandwidthGBps\": 1", "\"microBatches\": 2", CHIMERA);

    assertThat(result.makespanMs()).isCloseTo(7, within(1e-3));
    assertThat(result.exposedCommunicationMs()).isCloseTo(1, within(1e-3));
  }

  @Test
  void aBandwidthNeedsTheSizeOfTheGradients() {
    assertThatThrownBy(
            () ->
                texts.run(
                    ScenarioTexts.unit(2, "\"boundaryBytes\": 1"),
                    "\"bandwidthGBps\": 1",
                    "\"microBatches\": 2",
                    CHIMERA))
        .hasMessage(
            "/cluster/ideal/bandwidthGBps: a bandwidth, but no sizes of the gradients that copies"
                + " of a stage exchange. Give model.profile.parameterBytes, or only"
                + " transferLatencyMs.");
  }

  /** A stage has one time, so its copies must be on equal devices. */
  @Test
  void copiesOnDevicesThatDifferAreRefused() throws IOException {
    String text =
        """
        model: {transformer: {layers: 4, hidden: 512, heads: 8, sequence: 128}}
        cluster: {devices: [{count: 2, preset: a100-80gb}, {count: 2, preset: h100-sxm}]}
        training: {microBatches: 4, microBatch: 2}
        strategy: {name: chimera}
        parallelism: {pipeline: 4}
        """;
    var scenario = ScenarioReader.read(Files.writeString(folder.resolve("s.yaml"), text));

    assertThatThrownBy(() -> Run.of(scenario))
        .hasMessageContaining(
            "/cluster/devices: stage 3 has copies on pipeline ranks 0 and 3, whose devices differ."
                + " Use equal devices, or a strategy with one copy of the model.");
  }
}
