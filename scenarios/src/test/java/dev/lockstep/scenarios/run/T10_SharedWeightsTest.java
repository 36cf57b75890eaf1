package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Weights that data-parallel ranks share, of a network of two blocks: who shares them decides what
 * a device holds, and how long it waits for them.
 */
class T10_SharedWeightsTest {

  /** 2 x (4 + 3 x 4) x 1024^2 of matrices, 5 x 1024 of normalisations, 2 tables. */
  private static final long WEIGHTS = 2 * (4 + 3 * 4) * 1024 * 1024 + 5 * 1024 + 2 * 32_000 * 1024;

  private static final String PYTORCH = "precision: bf16, framework: pytorch-fsdp";

  @TempDir private Path folder;

  @Test
  void pytorchHolds4BytesOfWeightsAnd8OfAdam() {
    Map<String, Long> memory = memory(run(1, PYTORCH, 1));

    assertThat(memory.get("weights")).isEqualTo(4 * WEIGHTS / 8);
    assertThat(memory.get("optimizer")).isEqualTo(8 * WEIGHTS / 8);
  }

  @Test
  void itsGradientsAreNotThereAtThePeakUnlessSeveralMicroBatchesGiveThem() {
    assertThat(memory(run(1, PYTORCH, 1)).get("gradients")).isZero();
    assertThat(memory(run(1, PYTORCH, 2)).get("gradients")).isEqualTo(4 * WEIGHTS / 8);
  }

  /**
   * A loss of 4 + 8 bytes a logit, 2048 x 32,000 of them, and what is whole: tables, two blocks, a
   * block's gradients; 1.2 bytes reserved for each.
   */
  @Test
  void logitsAndGatheredWeightsAreBuffers() {
    double block = (4 + 3 * 4) * 1024 * 1024 + 2 * 1024;
    double tables = 2 * 32_000 * 1024 + 1024;
    double whole = 2 * tables + 2 * 2 * block + 4 * block;
    double gradients = 8.0 * 2048 * 32_000;

    assertThat((double) memory(run(1, PYTORCH, 1)).get("buffers"))
        .isBetween(1.2 * (whole + gradients), 1.2 * (whole + gradients) + 1e7);
  }

  @Test
  void aFusedLossTakesLess() {
    long plain = memory(run(1, PYTORCH, 1)).get("buffers");
    long fused = memory(run(1, PYTORCH + ", loss: fused", 1)).get("buffers");

    assertThat(plain - fused).isEqualTo(Math.round(1.2 * 6 * 2048 * 32_000));
  }

  @Test
  void eagerTakesLonger() {
    assertThat(run(1, PYTORCH + ", execution: eager", 1).iterationTimeMs())
        .isGreaterThan(1.02 * run(1, PYTORCH, 1).iterationTimeMs());
  }

  @Test
  void executionIsPytorchs() {
    assertThatThrownBy(() -> run(1, "framework: megatron, execution: eager", 1))
        .hasMessageContaining(
            "training.execution eager is PyTorch's, but megatron computes."
                + " Maybe training.framework pytorch-fsdp is meant");
  }

  @Test
  void deepspeedGathersSlowlyBetweenNodes() {
    String fp16 = "precision: fp16, framework: ";
    double megatron = run(1, fp16 + "pytorch-fsdp", 1).iterationTimeMs();

    assertThat(run(2, fp16 + "deepspeed", 1).iterationTimeMs()).isGreaterThan(2 * megatron);
  }

  @Test
  void sharedWeightsIn16BitsOfHalfAreDeepspeeds() {
    assertThat(run(2, "precision: fp16", 1).notes())
        .anyMatch(note -> note.contains("are taken as deepspeed's"));
    assertThat(run(2, "precision: fp16", 1).iterationTimeMs())
        .isEqualTo(run(2, "precision: fp16, framework: deepspeed", 1).iterationTimeMs());
  }

  private static Map<String, Long> memory(RunResult result) {
    return result.perDevice().get(0).memory().orElseThrow();
  }

  private RunResult run(int nodes, String training, int microBatches) {
    String text =
        """
        model: {transformer: {layers: 2, hidden: 1024, heads: 8, ffnHidden: 4096, vocabulary: 32000,
          sequence: 2048, gated: true, tiedEmbedding: false}}
        cluster: {preset: dgx-a100-80gb, nodes: %d}
        parallelism: {data: %d, zeroStage: 3}
        training: {microBatches: %d, microBatch: 1, attention: flash, %s}
        strategy: {name: 1f1b}
        """
            .formatted(nodes, 8 * nodes, microBatches, training);
    try {
      return Run.of(ScenarioReader.read(Files.writeString(folder.resolve("s.yaml"), text)))
          .result();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
