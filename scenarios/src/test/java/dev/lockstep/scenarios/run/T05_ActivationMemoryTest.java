package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Activations held at once: M_B = 1000 bytes a micro-batch, of which M_W = 300 wait for the weight
 * gradient. Micro-batches in flight count in full until their weight gradient.
 */
class T05_ActivationMemoryTest {

  private static final long STASH = 1000;
  private static final long PART = 300;

  @TempDir private Path folder;
  private ScenarioTexts texts;

  @BeforeEach
  void openFolder() {
    texts = new ScenarioTexts(folder);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,4", "4,1", "4,3", "4,4", "4,16", "8,12"})
  void gpipeHoldsAllMicroBatches(int p, int m) {
    RunResult result = run(p, m, "\"name\": \"gpipe\"");

    assertThat(inFlight(result)).isEqualTo(byStage(p, s -> m));
    assertThat(peaks(result)).isEqualTo(byStage(p, s -> m * STASH));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,4", "4,1", "4,3", "4,4", "4,16", "8,12"})
  void oneForwardOneBackwardHoldsOneForEachStageAhead(int p, int m) {
    RunResult result = run(p, m, "\"name\": \"1f1b\"");

    assertThat(inFlight(result)).isEqualTo(byStage(p, s -> Math.min(p - s, m)));
    assertThat(peaks(result)).isEqualTo(byStage(p, s -> Math.min(p - s, m) * STASH));
  }

  /** Chunks of a v-th each: 2(p - 1 - r) + (v - 1)p + 1 for m of at least 2p. */
  @ParameterizedTest
  @CsvSource({"2,4,2", "4,8,2", "4,12,3", "4,8,5", "8,16,2"})
  void interleavingHoldsMoreButSmallerOnes(int p, int m, int v) {
    RunResult result = run(p, m, "\"name\": \"interleaved-1f1b\", \"virtualStages\": " + v);

    assertThat(inFlight(result)).isEqualTo(byStage(p, r -> 2L * (p - 1 - r) + (v - 1L) * p + 1));
    assertThat(peaks(result))
        .isEqualTo(
            byStage(
                p, r -> (2L * (p - 1 - r) + (v - 1L) * p + 1) * Math.round(STASH / (double) v)));
  }

  /** (p - s) M_B + s M_W; something is kept of p micro-batches. */
  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "2,5", "4,4", "4,16", "8,8", "8,20"})
  void zeroBubbleH1HoldsWhatOneForwardOneBackwardDoes(int p, int m) {
    RunResult result = run(p, m, "\"name\": \"zb-h1\"");

    assertThat(inFlight(result)).isEqualTo(byStage(p, s -> p));
    assertThat(peaks(result)).isEqualTo(byStage(p, s -> (p - s) * STASH + s * PART));
  }

  /** (2(p - s) - 1) M_B + 2s M_W; something is kept of 2p - 1 micro-batches. */
  @ParameterizedTest
  @CsvSource({"1,1", "2,3", "2,5", "4,7", "4,16", "8,15", "8,32"})
  void zeroBubbleH2HoldsTwice(int p, int m) {
    RunResult result = run(p, m, "\"name\": \"zb-h2\"");

    assertThat(inFlight(result)).isEqualTo(byStage(p, s -> 2L * p - 1));
    assertThat(peaks(result))
        .isEqualTo(byStage(p, s -> (2L * (p - s) - 1) * STASH + 2L * s * PART));
  }

  /**
   * One stash and p - s inputs, each as large as what the stage below sent: 1000 and 10 bytes. The
   * data at the foot of the model have no size here, and the last stage keeps no input. Its
   * backward takes longest, so that its gradient arrives when the stage below is done with its own.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void featuresReplayHoldsInputsAndOneStash(int p) {
    List<Long> backwardMs = byStage(p, s -> s == p - 1 ? 9 : 2);
    RunResult result =
        texts.run(
            """
            "profile": {"stages": %d, "forwardMs": 1, "backwardMs": %s, "activationBytes": %d, "boundaryBytes": 10}
            """
                .formatted(p, backwardMs, STASH),
            "",
            "\"microBatches\": 1",
            "\"name\": \"features-replay\"");

    assertThat(inFlight(result)).isEqualTo(byStage(p, s -> 1));
    assertThat(result.perDevice().stream().map(d -> d.memory().orElseThrow().get("activations")))
        .isEqualTo(byStage(p, s -> STASH + (s == 0 || s == p - 1 ? 0 : 10L * (p - s))));
  }

  /** Never more with few micro-batches, never less with more of them. */
  @ParameterizedTest
  @ValueSource(strings = {"gpipe", "1f1b", "zb-h1", "zb-h2", "pipedream", "ddg", "chunked-local"})
  void memoryGrowsWithTheMicroBatchesUpToItsBound(String strategy) {
    List<Long> before = byStage(4, s -> 0);
    for (int m = 1; m <= 10; m++) {
      List<Long> peaks = peaks(run(4, m, "\"name\": \"%s\"".formatted(strategy)));
      for (int s = 0; s < 4; s++) {
        assertThat(peaks.get(s)).as("m = %d, stage %d", m, s).isGreaterThanOrEqualTo(before.get(s));
      }
      before = peaks;
    }
    IntToLongFunction bound =
        switch (strategy) {
          case "zb-h1" -> s -> (4 - s) * STASH + s * PART;
          case "zb-h2" -> s -> (2L * (4 - s) - 1) * STASH + 2L * s * PART;
          case "gpipe", "chunked-local" -> s -> 10 * STASH;
          default -> s -> (4 - s) * STASH;
        };
    assertThat(before).isEqualTo(byStage(4, bound));
  }

  /**
   * Two losses pass down through a stage, in an order that the run decides: a micro-batch of which
   * the input gradient of one is done still counts once.
   */
  @Test
  void severalLossesShareAStash() {
    for (int m = 1; m <= 6; m++) {
      RunResult result =
          run(
              6,
              m,
              "\"name\": \"interlocking\", \"lookAhead\": 2, \"priority\": \"backward-first\"");
      long most = m;
      assertThat(inFlight(result)).allMatch(held -> held <= most);
      assertThat(peaks(result)).allMatch(bytes -> bytes <= most * STASH);
    }
  }

  private RunResult run(int stages, int microBatches, String strategy) {
    return texts.run(
        ScenarioTexts.unit(
            stages,
            "\"activationBytes\": %d, \"weightGradientStashBytes\": %d".formatted(STASH, PART)),
        "\"transferLatencyMs\": 0.125",
        "\"microBatches\": " + microBatches,
        strategy);
  }

  private static List<Long> inFlight(RunResult result) {
    return result.perDevice().stream().map(device -> (long) device.peakInFlight()).toList();
  }

  private static List<Long> peaks(RunResult result) {
    return result.perDevice().stream()
        .map(device -> device.peakMemoryBytes().orElseThrow())
        .toList();
  }

  private static List<Long> byStage(int stages, IntToLongFunction figure) {
    return IntStream.range(0, stages).mapToObj(figure::applyAsLong).toList();
  }
}
