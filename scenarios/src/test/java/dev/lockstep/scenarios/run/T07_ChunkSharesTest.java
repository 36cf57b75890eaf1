package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.scenarios.prepare.Preparation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile gives a device's share; each of its v chunks takes a v-th. */
class T07_ChunkSharesTest {

  private static final int DEVICES = 2;
  private static final String PROFILE =
      """
      "profile": {
        "stages": 2, "forwardMs": [18.522, 7.000001], "backwardInputMs": 18.086,
        "backwardWeightMs": 9.337, "updateMs": 0.1, "activationBytes": 1000003,
        "boundaryBytes": [77, 99], "parameterBytes": 1000
      }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7})
  void chunksAddUpToTheDevicesShare(int chunks) {
    CostModel costs = costs(chunks);
    for (int device = 0; device < DEVICES; device++) {
      double forward = device == 0 ? 18_522_000 : 7_000_001;
      assertSum(costs, Operation.FORWARD, device, chunks, forward);
      assertSum(costs, Operation.INPUT_GRADIENT, device, chunks, 18_086_000);
      assertSum(costs, Operation.WEIGHT_GRADIENT, device, chunks, 9_337_000);
      assertSum(costs, Operation.UPDATE, device, chunks, 100_000);
    }
  }

  /** Bytes are divided too, but a chunk's output is as large as a device's. */
  @Test
  void aBoundaryIsNotDivided() {
    CostModel costs = costs(4);
    for (int stage = 0; stage < 4 * DEVICES; stage++) {
      assertThat(costs.sizeBytes(ValueKind.STASH, stage)).hasValue(250_001);
      assertThat(costs.parameterBytes(stage)).hasValue(250);
      assertThat(costs.sizeBytes(ValueKind.ACTIVATION, stage))
          .as("stage %d is on device %d", stage, stage % DEVICES)
          .hasValue(stage % DEVICES == 0 ? 77 : 99);
    }
  }

  /** Three stages on two devices: the first device's share is that of the first and the last. */
  @Test
  void theFirstDeviceOfARingHoldsTwoStages() {
    CostModel costs = costs("\"name\": \"ouroboros\"");

    assertThat(costs.computeNanos(Operation.FORWARD, 0)).isEqualTo(9_261_000);
    assertThat(costs.computeNanos(Operation.FORWARD, 1)).isEqualTo(7_000_001);
    assertThat(costs.computeNanos(Operation.FORWARD, 2)).isEqualTo(9_261_000);
    assertThat(costs.parameterBytes(1)).hasValue(1000);
    assertThat(costs.parameterBytes(2)).hasValue(500);
  }

  private CostModel costs(int chunks) {
    return costs("\"name\": \"interleaved-1f1b\", \"virtualStages\": " + chunks);
  }

  private CostModel costs(String strategy) {
    return Preparation.of(
            new ScenarioTexts(folder).read(PROFILE, "", "\"microBatches\": 4", strategy, ""))
        .costs();
  }

  private static void assertSum(
      CostModel costs, Operation operation, int device, int chunks, double share) {
    long sum = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      sum += costs.computeNanos(operation, chunk * DEVICES + device);
    }
    assertThat(Math.abs(sum - share)).as("%s on device %d", operation, device).isLessThan(chunks);
  }
}
