package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile gives what a micro-batch costs; each of its k slices takes a k-th. */
class T12_SlicedMicroBatchesTest {

  private static final String PROFILE =
      ScenarioTexts.unit(
          3, "\"activationBytes\": 600, \"boundaryBytes\": 60, \"parameterBytes\": 1000");

  @TempDir private Path folder;

  /** m (F + B) + (p - 1)(F + B) / k. */
  @Test
  void slicesShortenTheBubble() {
    assertThat(run("\"name\": \"1f1b\"").makespanMs()).isEqualTo(4 * 3 + 2 * 3);
    assertThat(sliced(1).makespanMs()).isEqualTo(4 * 3 + 2 * 3);
    assertThat(sliced(2).makespanMs()).isEqualTo(4 * 3 + 2 * 3 / 2.0);
    assertThat(sliced(4).makespanMs()).isEqualTo(4 * 3 + 2 * 3 / 4.0);
  }

  /** p - s - 1 + k slices; the profile is still that of a micro-batch. */
  @Test
  void slicesHoldAPartOfTheActivations() {
    RunResult result = sliced(4);

    for (int s = 0; s < 3; s++) {
      RunResult.DeviceResult device = result.perDevice().get(s);
      assertThat(device.forwardMs()).isEqualTo(1);
      assertThat(device.busyMs()).isEqualTo(4 * 3);
      assertThat(device.peakInFlight()).isEqualTo(3 - s - 1 + 4);
      assertThat(device.memory().orElseThrow())
          .containsEntry("activations", (3 - s - 1 + 4) * 150L)
          .containsEntry("weights", 1000L);
    }
  }

  @Test
  void aRunSaysWhatItTakesASliceFor() {
    assertThat(sliced(1).notes()).isEmpty();
    assertThat(sliced(2).notes())
        .isEqualTo(
            List.of(
                "a slice is taken as 1/2 of a micro-batch in time and bytes; work space stays whole"));
  }

  private RunResult sliced(int slices) {
    return run("\"name\": \"seq1f1b\", \"slices\": " + slices);
  }

  private RunResult run(String strategy) {
    return new ScenarioTexts(folder).run(PROFILE, "", "\"microBatches\": 4", strategy);
  }
}
