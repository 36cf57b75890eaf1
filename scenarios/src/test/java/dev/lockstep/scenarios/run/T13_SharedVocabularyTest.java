package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Embedding and head on the first and last stage, or a share of them on every device. */
class T13_SharedVocabularyTest {

  private static final String PLAIN = "with-stages";
  private static final String TWO = "shared-two-barriers";
  private static final String ONE = "shared-one-barrier";

  @TempDir private Path folder;
  private ScenarioTexts texts;

  @BeforeEach
  void openFolder() {
    texts = new ScenarioTexts(folder);
  }

  /** A head of 4 ms on one of four devices, or 1 ms on each. */
  @Test
  void aProfileGivesTheShareOfADevice() {
    RunResult result =
        texts.run(
            ScenarioTexts.unit(4, "\"auxiliaryMs\": 1"),
            "",
            "\"microBatches\": 8",
            "\"name\": \"1f1b\", \"vocabulary\": \"shared-two-barriers\"");

    assertThat(result.makespanMs()).isEqualTo((8 + 3) * 3 + 8 + 1);
    assertThat(result.usefulUtilisation()).isEqualTo(result.utilisation());
    assertThat(result.perDevice())
        .extracting(RunResult.DeviceResult::peakInFlight)
        .containsExactly(6, 5, 4, 3);
  }

  @Test
  void sharesTakeTheHeadOffTheLastDevice() {
    RunResult plain = run(PLAIN, "");
    RunResult shared = run(TWO, "");

    assertThat(busiest(plain)).isGreaterThan(2 * busy(plain).get(1));
    assertThat(busiest(shared)).isCloseTo(busy(shared).get(1), withPercentage(5));
    assertThat(shared.iterationTimeMs()).isLessThan(0.7 * plain.iterationTimeMs());
  }

  /** Neither work nor weights are lost or doubled; the tables are cut into equal parts. */
  @Test
  void itIsTheSameModel() {
    RunResult plain = run(PLAIN, "");
    for (String vocabulary : List.of(TWO, ONE)) {
      RunResult shared = run(vocabulary, "");

      assertThat(flops(shared)).isCloseTo(flops(plain), withPercentage(1e-6));
      assertThat(weights(shared)).isCloseTo(weights(plain), within(8L));
    }
  }

  @Test
  void tiedWordsAreHeldOnce() {
    long table = 2L * 131_072 * 1024;

    assertThat(weights(run(PLAIN, ", tiedEmbedding: true"))).isEqualTo(weights(run(PLAIN, "")));
    assertThat(weights(run(TWO, "")) - weights(run(TWO, ", tiedEmbedding: true")))
        .isCloseTo(table, within(8L));
  }

  /** The gradient before the exchange costs a rounding of the softmax and the targets' words. */
  @Test
  void oneBarrierComputesALittleMore() {
    assertThat(busiest(run(ONE, "")))
        .isBetween(busiest(run(TWO, "")), 1.05 * busiest(run(TWO, "")));
  }

  @Test
  void saysWhatItShares() {
    assertThat(run(TWO, "").notes())
        .anyMatch(note -> note.startsWith("embedding and head are shared by all devices"));
  }

  @Test
  void refusesWhatHasNoVocabulary() {
    assertThatThrownBy(() -> run(TWO, "", "", "vit: { depth: 8, width: 1024, heads: 8 }"))
        .hasMessageContaining("this network has none to share");
  }

  @Test
  void refusesTensorParallelRanks() {
    assertThatThrownBy(() -> run(TWO, "", ", tensor: 2", ""))
        .hasMessageContaining("the vocabulary is shared by 2 tensor-parallel ranks already");
  }

  @Test
  void refusesAnotherWarmUp() {
    assertThatThrownBy(() -> run(TWO + ", warmUp: long", ""))
        .hasMessageContaining("give one of vocabulary, balanceActivations and warmUp or inFlight");
  }

  private RunResult run(String vocabulary, String model) {
    return run(vocabulary, model, "", "");
  }

  private RunResult run(String vocabulary, String model, String parallelism, String network) {
    String transformer =
        "transformer: { layers: 4, hidden: 1024, heads: 8, vocabulary: 131072, sequence: 2048, tiedEmbedding: false }";
    String text =
        """
        name: test
        model: { %s }
        cluster: { preset: dgx-a100-80gb, nodes: 1 }
        parallelism: { pipeline: 4%s }
        training: { microBatches: 16, microBatch: 1, precision: bf16 }
        strategy: { name: 1f1b, vocabulary: %s }
        """
            .formatted(
                network.isEmpty()
                    ? model.isEmpty()
                        ? transformer
                        : transformer.replace(", tiedEmbedding: false", model)
                    : network,
                parallelism,
                vocabulary);
    try {
      return Run.of(ScenarioReader.read(Files.writeString(folder.resolve("test.yaml"), text)))
          .result();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Double> busy(RunResult result) {
    return result.perDevice().stream().map(RunResult.DeviceResult::busyMs).toList();
  }

  private static double busiest(RunResult result) {
    return busy(result).stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private static double flops(RunResult result) {
    return result.tflopsPerDevice().orElseThrow() * result.iterationTimeMs();
  }

  private static long weights(RunResult result) {
    return result.perDevice().stream()
        .mapToLong(device -> device.memory().orElseThrow().get("weights"))
        .sum();
  }
}
