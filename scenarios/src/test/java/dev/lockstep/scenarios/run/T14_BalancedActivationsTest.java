package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 1F1B whose first devices leave stashes with the last: 4 stages, 8 micro-batches. */
class T14_BalancedActivationsTest {

  private static final String BALANCED = "\"name\": \"1f1b\", \"balanceActivations\": true";
  private static final String SIZES = "\"activationBytes\": 1e9, \"boundaryBytes\": 0";

  @TempDir private Path folder;
  private ScenarioTexts texts;

  @BeforeEach
  void openFolder() {
    texts = new ScenarioTexts(folder);
  }

  /** A stash of 1 GB crosses in half the time of a forward. */
  @Test
  void stashesThatCrossBesidePassesCostNoTime() {
    RunResult plain = run(SIZES, "\"bandwidthGBps\": 2000", "\"name\": \"1f1b\"");
    RunResult balanced = run(SIZES, "\"bandwidthGBps\": 2000", BALANCED);

    assertThat(balanced.makespanMs()).isEqualTo(plain.makespanMs());
    assertThat(balanced.exposedCommunicationMs()).isEqualTo(plain.exposedCommunicationMs());
    assertThat(balanced.communicationMs()).isGreaterThan(plain.communicationMs());
    assertThat(plain.perDevice())
        .extracting(RunResult.DeviceResult::peakInFlight)
        .containsExactly(4, 3, 2, 1);
    assertThat(balanced.perDevice())
        .extracting(RunResult.DeviceResult::peakInFlight)
        .containsExactly(3, 3, 2, 3);
    assertThat(balanced.perDevice().get(0).peakMemoryBytes()).hasValue(3_000_000_000L);
  }

  @Test
  void aSlowLinkCostsTime() {
    RunResult slow = run(SIZES, "\"bandwidthGBps\": 100", BALANCED);

    assertThat(slow.makespanMs()).isGreaterThan((8 + 3) * 3 + 5);
    assertThat(slow.exposedCommunicationMs()).isPositive();
  }

  @Test
  void aBandwidthNeedsTheSizesOfStashes() {
    assertThatThrownBy(() -> run("\"boundaryBytes\": 0", "\"bandwidthGBps\": 100", BALANCED))
        .hasMessageContaining("no sizes of the stashes that move from device to device")
        .hasMessageContaining("Give model.profile.activationBytes, or only transferLatencyMs.");
    assertThat(run("\"boundaryBytes\": 0", "", BALANCED).makespanMs()).isEqualTo((8 + 3) * 3);
  }

  private RunResult run(String sizes, String cluster, String strategy) {
    return texts.run(ScenarioTexts.unit(4, sizes), cluster, "\"microBatches\": 8", strategy);
  }
}
