package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.scenarios.format.ResultJson;
import dev.lockstep.scenarios.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a scenario file to figures, the smallest first. */
class T01_FirstRunTest {

  @TempDir private Path folder;
  private ScenarioTexts texts;

  @BeforeEach
  void openFolder() {
    texts = new ScenarioTexts(folder);
  }

  /** Two micro-batches of 3 ms, one after the other. */
  @Test
  void oneStage() {
    RunResult result =
        texts.run(ScenarioTexts.unit(1, ""), "", "\"microBatches\": 2", "\"name\": \"sequential\"");

    assertThat(result.scenario()).isEqualTo("test");
    assertThat(result.strategy()).isEqualTo("sequential");
    assertThat(result.engine()).isEqualTo("replay");
    assertThat(result.devices()).isEqualTo(1);
    assertThat(result.iterationTimeMs()).isEqualTo(6);
    assertThat(result.iterationTimesMs()).containsExactly(6.0, 6.0, 6.0);
    assertThat(result.makespanMs()).isEqualTo(6);
    assertThat(result.spanMs()).isEqualTo(6);
    assertThat(result.bubbleFraction()).isZero();
    assertThat(result.utilisation()).isEqualTo(1);
    assertThat(result.usefulUtilisation()).isEqualTo(1);
    assertThat(result.staleness()).containsExactly(0);
    assertThat(result.weightVersions()).containsExactly(1);
    assertThat(result.notes()).isEmpty();
    RunResult.DeviceResult device = result.perDevice().get(0);
    assertThat(device.busyMs()).isEqualTo(6);
    assertThat(device.idleMs()).isZero();
    assertThat(device.peakInFlight()).isEqualTo(1);
    assertThat(device.stages()).containsExactly(0);
  }

  /** GPipe on two stages: (m + p - 1)(F + B) plus two transfers of 0.25 ms. */
  @Test
  void twoStages() {
    RunResult result =
        texts.run(
            ScenarioTexts.unit(2, ""),
            "\"transferLatencyMs\": 0.25",
            "\"globalBatch\": 12, \"microBatch\": 4",
            "\"name\": \"gpipe\"");

    assertThat(result.makespanMs()).isEqualTo(4 * 3 + 0.5);
    assertThat(result.iterationTimeMs()).isEqualTo(12.5);
    assertThat(result.bubbleFraction()).isCloseTo(1 - 9 / 12.5, within(1e-12));
    assertThat(result.samplesPerSecond()).hasValue(12 / 0.0125);
    assertThat(result.communicationMs()).as("6 of them, over 2 devices").isEqualTo(0.75);
    assertThat(result.exposedCommunicationMs()).as("the first each way").isEqualTo(0.25);
    assertThat(result.perDevice()).extracting(RunResult.DeviceResult::peakInFlight).containsOnly(3);
    assertThat(result.perDevice()).extracting(RunResult.DeviceResult::idleMs).containsOnly(3.5);
  }

  /** What the scenario gives no basis for has no figure and no key. */
  @Test
  void withoutABasisAFigureIsAbsent() {
    RunResult result =
        texts.run(
            ScenarioTexts.unit(2, ""),
            "\"memoryBytes\": 1000",
            "\"microBatches\": 2",
            "\"name\": \"1f1b\"");

    assertThat(result.samplesPerSecond()).isEmpty();
    assertThat(result.fits()).isEmpty();
    assertThat(result.perDevice())
        .allSatisfy(
            device -> {
              assertThat(device.peakMemoryBytes()).isEmpty();
              assertThat(device.peakMemoryAtMs()).isEmpty();
              assertThat(device.memory()).isEmpty();
            });
    assertThat(ResultJson.of(List.of(result), false))
        .doesNotContain("samplesPerSecond", "fits", "peakMemory", "\"memory\"", "null", "NaN");
  }

  /** Times are whole nanoseconds; layers that are shorter than half of one take none. */
  @Test
  void noTimeGivesNoFractionOfIt() {
    Scenario scenario =
        texts.read(
            "\"layers\": [{\"name\": \"a\", \"forwardMs\": 1e-7, \"backwardMs\": 0}]",
            "",
            "\"globalBatch\": 2, \"microBatch\": 1",
            "\"name\": \"1f1b\"",
            "\"parallelism\": {\"pipeline\": 1}");

    RunResult result = Run.of(scenario).result();
    assertThat(result.iterationTimeMs()).isZero();
    assertThat(result.utilisation()).isZero();
    assertThat(result.samplesPerSecond()).isEmpty();
    assertThat(ResultJson.of(List.of(result), false)).doesNotContain("NaN", "Infinity");
  }

  /** Weights alone are shown, but without activations there is no peak to speak of. */
  @Test
  void aPeakNeedsActivations() {
    RunResult result =
        texts.run(
            ScenarioTexts.unit(1, "\"parameterBytes\": 50"),
            "\"memoryBytes\": 10",
            "\"microBatches\": 1",
            "\"name\": \"sequential\"");

    assertThat(result.perDevice().get(0).peakMemoryBytes()).isEmpty();
    assertThat(result.fits()).isEmpty();
    assertThat(result.perDevice().get(0).memory())
        .hasValue(Map.of("weights", 50L, "gradients", 50L, "stash", 0L));
  }

  /**
   * Weights 50, gradients 50, two stashes of 100: 300 bytes on the first stage, 200 on the last.
   */
  @Test
  void memoryFitsOrDoesNot() {
    String model = ScenarioTexts.unit(2, "\"parameterBytes\": 50, \"activationBytes\": 100");
    String training = "\"microBatches\": 4";
    String strategy = "\"name\": \"1f1b\"";
    RunResult enough = texts.run(model, "\"memoryBytes\": 300", training, strategy);
    RunResult tight = texts.run(model, "\"memoryBytes\": 299", training, strategy);

    assertThat(enough.perDevice())
        .extracting(device -> device.peakMemoryBytes().orElseThrow())
        .containsExactly(300L, 200L);
    assertThat(enough.fits()).hasValue(true);
    assertThat(tight.fits()).hasValue(false);
    assertThat(enough.perDevice().get(0).memory().orElseThrow().values().stream().mapToLong(v -> v))
        .containsExactly(50L, 50L, 200L, 0L);
  }
}
