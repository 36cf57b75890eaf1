package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What papers say in formulas, read off whole runs. */
class T04_PublishedFiguresTest {

  private static final double EXACT = 1e-9;

  @TempDir private Path folder;
  private ScenarioTexts texts;

  @BeforeEach
  void openFolder() {
    texts = new ScenarioTexts(folder);
  }

  /**
   * Interlocking with one micro-batch in flight: down d stages, through the head, up again; the
   * period is (2d + 3) t + a + 2dc for forward, input gradient and weight gradient of t, heads of a
   * and transfers of c (Gomez et al., JMLR 2022).
   */
  @ParameterizedTest
  @CsvSource({"3,1", "6,1", "4,2", "8,3", "8,6"})
  void interlockingWaitsForItsLookAhead(int stages, int lookAhead) {
    double head = 0.5;
    double latency = 0.0625;
    RunResult result =
        texts.run(
            ScenarioTexts.unit(stages, "\"auxiliaryMs\": " + head),
            "\"transferLatencyMs\": " + latency,
            "\"microBatches\": 1",
            "\"name\": \"interlocking\", \"lookAhead\": " + lookAhead);

    assertThat(result.iterationTimeMs())
        .isCloseTo(2 * lookAhead + 3 + head + 2 * lookAhead * latency, within(EXACT));
    assertThat(result.staleness()).containsOnly(0);
    assertThat(result.weightVersions()).containsOnly(1);
  }

  /** DDG on K equal modules, backward twice the forward, is 3K/(K + 2) times as fast as one GPU. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8, 16})
  void ddgIsHeldUpByItsForward(int modules) {
    String model = ScenarioTexts.unit(modules, "");
    RunResult alone = texts.run(model, "", "\"microBatches\": 1", "\"name\": \"sequential\"");
    RunResult ddg = texts.run(model, "", "\"microBatches\": 1", "\"name\": \"ddg\"");

    assertThat(alone.iterationTimeMs() / ddg.iterationTimeMs())
        .isCloseTo(3.0 * modules / (modules + 2), within(EXACT));
    assertThat(ddg.staleness()).isEqualTo(fallingTo(0, modules));
    assertThat(ddg.weightVersions()).isEqualTo(fallingTo(1, modules));
    assertThat(ddg.perDevice())
        .extracting(RunResult.DeviceResult::peakInFlight)
        .isEqualTo(fallingTo(1, modules));
  }

  /**
   * The same with a replay of the forward before each backward but the last module's: 3K/(K + 3).
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 8, 16})
  void featuresReplayPaysForItsMemory(int modules) {
    String model = ScenarioTexts.unit(modules, "");
    RunResult alone = texts.run(model, "", "\"microBatches\": 1", "\"name\": \"sequential\"");
    RunResult replay = texts.run(model, "", "\"microBatches\": 1", "\"name\": \"features-replay\"");

    assertThat(alone.iterationTimeMs() / replay.iterationTimeMs())
        .isCloseTo(3.0 * modules / (modules + 3), within(EXACT));
    assertThat(replay.utilisation() - replay.usefulUtilisation())
        .isCloseTo((modules - 1.0) / (modules * (modules + 3.0)), within(EXACT));
    assertThat(replay.staleness()).isEqualTo(fallingTo(0, modules));
    assertThat(replay.weightVersions()).containsOnly(1);
    assertThat(replay.perDevice()).extracting(RunResult.DeviceResult::peakInFlight).containsOnly(1);
  }

  /**
   * FDG on K equal modules is K times as fast as one GPU, whatever is accumulated; staleness {@code
   * ceil(2(K - k) / M)}, 2(K - k) + 1 micro-batches in flight.
   */
  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,1", "3,2", "4,4", "8,3"})
  void fdgLeavesNoBubble(int modules, int accumulate) {
    String model = ScenarioTexts.unit(modules, "");
    RunResult fdg =
        texts.run(
            model, "", "\"microBatches\": 1", "\"name\": \"fdg\", \"accumulate\": " + accumulate);

    assertThat(fdg.iterationTimeMs()).isCloseTo(3, within(EXACT));
    assertThat(fdg.utilisation()).isCloseTo(1, within(EXACT));
    assertThat(fdg.staleness())
        .isEqualTo(
            fallingTo(0, modules).stream()
                .map(behind -> (2 * behind + accumulate - 1) / accumulate)
                .toList());
    assertThat(fdg.perDevice())
        .extracting(RunResult.DeviceResult::peakInFlight)
        .isEqualTo(fallingTo(0, modules).stream().map(behind -> 2 * behind + 1).toList());
  }

  /** Staleness p - 1 - s, versions and micro-batches in flight p - s; no bubble in steady state. */
  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "4,1", "4,8", "8,3"})
  void pipeDreamNeverFlushes(int stages, int microBatches) {
    RunResult result =
        texts.run(
            ScenarioTexts.unit(stages, ""),
            "",
            "\"microBatches\": " + microBatches,
            "\"name\": \"pipedream\"");

    assertThat(result.iterationTimeMs()).isCloseTo(3 * microBatches, within(EXACT));
    assertThat(result.utilisation()).isCloseTo(1, within(EXACT));
    assertThat(result.staleness()).isEqualTo(fallingTo(0, stages));
    assertThat(result.weightVersions()).isEqualTo(fallingTo(1, stages));
    assertThat(result.perDevice())
        .extracting(RunResult.DeviceResult::peakInFlight)
        .isEqualTo(fallingTo(1, stages));
  }

  /**
   * Stash of old weights: 1000 bytes for each version but the newest. Gradient 1000, activations 10
   * for each micro-batch in flight.
   */
  @Test
  void pipeDreamPaysForItsVersions() {
    RunResult result =
        texts.run(
            ScenarioTexts.unit(4, "\"parameterBytes\": 1000, \"activationBytes\": 10"),
            "",
            "\"microBatches\": 1",
            "\"name\": \"pipedream\"");

    for (int stage = 0; stage < 4; stage++) {
      int ahead = 3 - stage;
      assertThat(result.perDevice().get(stage).peakMemoryBytes())
          .as("stage %d", stage)
          .hasValue(2000 + 1000L * ahead + 10L * (ahead + 1));
      assertThat(result.perDevice().get(stage).memory().orElseThrow())
          .containsEntry("stash", 1000L * ahead);
    }
  }

  /** Two micro-batches circle through both stages in 2 (F + B) + 2c = 12 ms: 3 and 9 in turn. */
  @Test
  void timesThatAlternateAreAveragedAndNoted() {
    RunResult result =
        texts.run(
            ScenarioTexts.unit(2, ""),
            "\"transferLatencyMs\": 3",
            "\"microBatches\": 1",
            "\"name\": \"pipedream\"");

    assertThat(result.iterationTimesMs()).containsOnly(3.0, 9.0);
    assertThat(result.iterationTimeMs()).isEqualTo(6);
    assertThat(result.utilisation()).isEqualTo(0.5);
    assertThat(result.notes())
        .containsExactly(
            "iteration times repeat in a cycle of 2; figures are means over whole cycles");
  }

  /**
   * Seven micro-batches circle through seven stages in 17 + 7 x 7 + 12 x 10 = 186 ms, and six of
   * them through the last six in 16 + 6 x 7 + 10 x 10 = 158 ms, almost as slow. An iteration is
   * three micro-batches, so seven iterations make whole rounds, after a long time.
   */
  @Test
  void aLongCycleIsSeenToo() {
    RunResult result =
        texts.run(
            """
            "profile": {"stages": 7, "forwardMs": [1, 2, 3, 2, 3, 3, 3], "backwardMs": 7}
            """,
            "\"transferLatencyMs\": 10",
            "\"microBatches\": 3",
            "\"name\": \"pipedream\"");

    assertThat(result.iterationTimeMs()).isCloseTo(3 * 186 / 7.0, within(EXACT));
    assertThat(result.notes())
        .containsExactly(
            "iteration times repeat in a cycle of 7; figures are means over whole cycles");
  }

  private static List<Integer> fallingTo(int last, int stages) {
    return IntStream.range(0, stages).map(s -> stages - 1 - s + last).boxed().toList();
  }
}
