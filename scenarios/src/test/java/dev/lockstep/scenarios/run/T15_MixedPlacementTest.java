package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FTPipe: stages from anywhere in the model on one device. */
class T15_MixedPlacementTest {

  private static final String NO_LINK = "\"transferLatencyMs\": 0";
  private static final String FTPIPE = "\"name\": \"ftpipe\"";

  /** 3, 6, 2 and 1 ms, of which a cut in two makes 9 and 3. */
  private static final String LAYERS =
      """
      "layers": [
        {"name": "a", "forwardMs": 1, "backwardMs": 2},
        {"name": "b", "forwardMs": 2, "backwardMs": 4},
        {"name": "c", "forwardMs": 1, "backwardMs": 1},
        {"name": "d", "forwardMs": 0.5, "backwardMs": 0.5}
      ]
      """;

  @TempDir private Path folder;
  private ScenarioTexts texts;

  @BeforeEach
  void openFolder() {
    texts = new ScenarioTexts(folder);
  }

  @Test
  void layersArePlacedByLoad() {
    RunResult mixed = layers(FTPIPE, "");

    assertThat(mixed.notes())
        .contains("stages of [1, 1, 2] layers on devices [0, 1, 0], placed by load");
    assertThat(mixed.perDevice())
        .extracting(RunResult.DeviceResult::stages)
        .containsExactly(List.of(0, 2), List.of(1));
    assertThat(mixed.iterationTimeMs()).isEqualTo(6);
    assertThat(mixed.staleness()).containsExactly(2, 1, 0);
    assertThat(layers("\"name\": \"pipedream\"", "").iterationTimeMs()).isEqualTo(9);
  }

  @Test
  void aPlacementMayBeGiven() {
    String placed = FTPIPE + ", \"placement\": [0, 1, 0]";

    assertThat(layers(placed, "").perDevice()).isEqualTo(layers(FTPIPE, "").perDevice());
    assertThat(layers(placed, "\"partition\": {\"layersPerStage\": [1, 1, 2]}").perDevice())
        .isEqualTo(layers(FTPIPE, "").perDevice());
  }

  /** A profile lists stages if a placement is given, else devices, whose stages share the cost. */
  @Test
  void aProfileListsWhatIsPlaced() {
    RunResult placed =
        texts.run(ScenarioTexts.unit(3, ""), NO_LINK, one(), FTPIPE + ", \"placement\": [0, 1, 0]");
    assertThat(placed.devices()).isEqualTo(2);
    assertThat(placed.iterationTimeMs()).isEqualTo(6);

    RunResult inTurn = texts.run(ScenarioTexts.unit(2, ""), NO_LINK, one(), FTPIPE);
    assertThat(inTurn.devices()).isEqualTo(2);
    assertThat(inTurn.iterationTimeMs()).isEqualTo(3);
    assertThat(inTurn.staleness()).containsExactly(3, 2, 1, 0);
  }

  @Test
  void placementsThatLeaveOutADeviceAreRefused() {
    assertThatThrownBy(
            () ->
                texts.run(
                    ScenarioTexts.unit(3, ""),
                    NO_LINK,
                    one(),
                    FTPIPE + ", \"placement\": [0, 2, 0]"))
        .hasMessage(
            "/strategy: stages on devices [[0], [2], [0]]; every stage needs a device, and every"
                + " device from 0 on a stage.");
  }

  private RunResult layers(String strategy, String more) {
    String two = "\"parallelism\": {\"pipeline\": 2}";
    String all = more.isEmpty() ? two : two + ", " + more;
    return Run.of(texts.read(LAYERS, NO_LINK, one(), strategy, all)).result();
  }

  private static String one() {
    return "\"microBatches\": 1";
  }
}
