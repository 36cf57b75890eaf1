package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bubble rates that Qi, Wan, Huang and Lin ("Zero bubble pipeline parallelism", arXiv
 * 2401.10241) calculate in Table 5 from the stage times of their Table 9. Their rate is that of the
 * largest span. The tables do not name the virtual stages of their interleaved schedule; 3 comes
 * closest, so that column shows that nothing has moved rather than that it is right.
 */
class T02_ZeroBubbleTableTest {

  private static final double FOUR_DECIMALS = 0.5e-4 + 1e-9;
  private static final double CLOSE = 0.005;
  private static final double PLANNED = 0.00055;

  @TempDir private Path folder;

  /**
   * Planned for the times of a profile that says what forwards keep: whole until the weight
   * gradient, or less.
   */
  @Test
  void whatWeightGradientsNeedDecidesHowManyMayWait() {
    String profile =
        "\"profile\": {\"stages\": 8, \"forwardMs\": 18.522, \"backwardInputMs\": 18.086, \"backwardWeightMs\": 9.337, \"activationBytes\": 1000%s}";
    String cluster = "\"transferLatencyMs\": 0.601";
    String training = "\"microBatches\": 24";
    ScenarioTexts texts = new ScenarioTexts(folder);

    double whole =
        texts
            .run(profile.formatted(""), cluster, training, "\"name\": \"zb-auto\"")
            .spanBubbleFraction();
    double part =
        texts
            .run(
                profile.formatted(", \"weightGradientStashBytes\": 370"),
                cluster,
                training,
                "\"name\": \"zb-auto\"")
            .spanBubbleFraction();

    assertThat(whole).isBetween(0.1, 0.1083);
    assertThat(part).isCloseTo(0.0433, within(PLANNED));
  }

  @ParameterizedTest(name = "{0}, {1} stages, {2} micro-batches")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          model, stages, microBatches, forward, input,  weight, transfer, 1f1b,  interleaved, zb-h1, zb-h2, zb-2p
          1.5B,       8,           24,  18.522, 18.086,  9.337,    0.601, .2431,       .1055, .1585, .1083,  .0433
          1.5B,       8,           32,  18.513, 18.086,  9.331,    0.626, .1985,       .0818, .1242, .0837,  .0039
          1.5B,       8,           64,  18.546, 18.097,  9.321,    0.762, .1240,       .0443, .0674, .0444,  .0026
          14.6B,     16,           48,  11.347, 11.248,  8.132,    0.377, .2552,       .1104, .1397, .0672,  .0066
          14.6B,     16,           64,  11.307, 11.254,  8.101,    0.379, .2082,       .0852, .1088, .0516,  .0054
          14.6B,     16,          128,  11.325, 11.308,  8.109,    0.378, .1251,       .0445, .0576, .0266,  .0028
          """)
  void publishedBubbleRates(
      String model,
      int stages,
      int microBatches,
      double forward,
      double input,
      double weight,
      double transfer,
      double oneForwardOneBackward,
      double interleaved,
      double zeroBubbleH1,
      double zeroBubbleH2,
      double zeroBubble2p) {
    String profile =
        "\"profile\": {\"stages\": %d, \"forwardMs\": %s, \"backwardInputMs\": %s, \"backwardWeightMs\": %s}"
            .formatted(stages, forward, input, weight);
    String cluster = "\"transferLatencyMs\": " + transfer;
    String training = "\"microBatches\": " + microBatches;
    ScenarioTexts texts = new ScenarioTexts(folder);

    assertThat(texts.run(profile, cluster, training, "\"name\": \"1f1b\"").spanBubbleFraction())
        .isCloseTo(oneForwardOneBackward, within(FOUR_DECIMALS));
    assertThat(texts.run(profile, cluster, training, "\"name\": \"zb-h1\"").spanBubbleFraction())
        .isCloseTo(zeroBubbleH1, within(FOUR_DECIMALS));
    assertThat(texts.run(profile, cluster, training, "\"name\": \"zb-h2\"").spanBubbleFraction())
        .isCloseTo(zeroBubbleH2, within(FOUR_DECIMALS));
    assertThat(texts.run(profile, cluster, training, "\"name\": \"zb-auto\"").spanBubbleFraction())
        .isCloseTo(zeroBubble2p, within(PLANNED));
    assertThat(
            texts
                .run(
                    profile,
                    cluster,
                    training,
                    "\"name\": \"interleaved-1f1b\", \"virtualStages\": 3")
                .spanBubbleFraction())
        .isCloseTo(interleaved, within(CLOSE));
  }
}
