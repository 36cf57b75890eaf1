package dev.lockstep.devices.layers.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Recompute;
import dev.lockstep.devices.layers.Software;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What PyTorch computes, keeps and gathers of a block with 1024 columns, 8 heads of 128, 2 of them
 * for keys and values, a gated width of 4096, and 512 tokens.
 */
class T05_ExecutedByPytorchTest {

  private static final Transformer MODEL =
      new Transformer(TransformerShape.llama(1, 1024, 8, 2, 4096, 32_000, 512));

  private static final double TOKENS = 512;

  @Test
  void everyMatrixIsALayerOfItsOwn() {
    assertThat(columns(block(1, Precision.BF16, Recompute.NONE, Software.COMPILED).forward()))
        .as("queries, keys, values, output; gate, up, down")
        .containsExactly(1024L, 256L, 256L, 1024L, 4096L, 4096L, 1024L);
    assertThat(columns(block(1, Precision.BF16, Recompute.NONE, Software.FUSED).forward()))
        .containsExactly(1536L, 1024L, 8192L, 1024L);
  }

  @Test
  void selectiveRecomputesEverySecondMatrix() {
    LayerWork block = block(1, Precision.BF16, Recompute.ALTERNATE, Software.COMPILED);

    assertThat(columns(block.recompute()))
        .as("keys, output, up")
        .containsExactly(256L, 1024L, 4096L);
    assertThat(block.activationBytes())
        .as("input, queries and values, attention with a sum for each head, gate")
        .isEqualTo(TOKENS * (2 * 1024 + 2 * (1024 + 256) + 2 * 1024 + 4 * 8 + 2 * 4096));
  }

  /** Eager checkpointing stores what it is told to, even if no backward reads it. */
  @Test
  void eagerSelectiveKeepsTheOutputToo() {
    double compiled =
        block(1, Precision.BF16, Recompute.ALTERNATE, Software.COMPILED).activationBytes();
    double eager = block(1, Precision.BF16, Recompute.ALTERNATE, Software.EAGER).activationBytes();

    assertThat(eager - compiled).isEqualTo(TOKENS * 2 * 1024);
  }

  @Test
  void fullRecomputationStopsAtTheInputOfTheLastMatrix() {
    LayerWork block = block(1, Precision.BF16, Recompute.FULL, Software.COMPILED);

    assertThat(columns(block.recompute())).containsExactly(1024L, 256L, 256L, 1024L, 4096L, 4096L);
    assertThat(columns(block(1, Precision.BF16, Recompute.FULL, Software.FUSED).recompute()))
        .containsExactly(1536L, 1024L, 8192L, 1024L);
  }

  @ParameterizedTest
  @CsvSource({"normalise, 34", "rotary positions, 20", "activation, 10"})
  void withoutACompilerEveryOperationMovesItsOwn(String pass, double eagerBytes) {
    double elements =
        switch (pass) {
          case "normalise" -> 2 * 1024;
          case "activation" -> 4096;
          default -> 1536;
        };
    assertThat(passBytes(block(1, Precision.BF16, Recompute.NONE, Software.EAGER).forward(), pass))
        .isEqualTo(TOKENS * elements * eagerBytes);
  }

  @Test
  void whatProductsReadIn8BitsIsGatheredSo() {
    LayerWork wide = block(2, Precision.BF16, Recompute.NONE, Software.COMPILED);
    LayerWork narrow = block(2, Precision.FP8, Recompute.NONE, Software.COMPILED);

    assertThat(gathered(wide.forward())).isEqualTo(2 * TOKENS * 1024 * 2);
    assertThat(gathered(narrow.forward())).isEqualTo(2 * TOKENS * 1024);
    assertThat(gathered(block(2, Precision.FP8, Recompute.NONE, Software.FUSED).forward()))
        .isEqualTo(2 * TOKENS * 1024 * 2);
  }

  @Test
  void theHeadStaysIn16Bits() {
    LayerWork head =
        MODEL.layers(execution(1, Precision.FP8, Recompute.NONE, Software.COMPILED)).get(2);

    assertThat(head.forward())
        .contains(new MatrixProduct(1, 512, 32_000, 1024).wide())
        .noneMatch(kernel -> kernel instanceof MemoryPass pass && pass.name().equals("quantise"));
  }

  /** Logarithms of 4 bytes a logit are kept, beside two gradients of 4, or three over ranks. */
  @ParameterizedTest
  @CsvSource({"1, 8", "2, 12"})
  void theLossIsInSinglePrecision(int tensor, double gradients) {
    LayerWork head =
        MODEL.layers(execution(tensor, Precision.BF16, Recompute.NONE, Software.COMPILED)).get(2);

    assertThat(head.workBytes()).isEqualTo(gradients * TOKENS * 32_000 / tensor);
  }

  private static LayerWork block(
      int tensor, Precision precision, Recompute recompute, Software software) {
    return MODEL.layers(execution(tensor, precision, recompute, software)).get(1);
  }

  private static Execution execution(
      int tensor, Precision precision, Recompute recompute, Software software) {
    boolean fusedLoss = software == Software.FUSED;
    return new Execution(
        1, tensor, 1, 1, tensor > 1, precision, recompute, true, false, fusedLoss, software);
  }

  private static List<Long> columns(List<Kernel> kernels) {
    return kernels.stream()
        .filter(MatrixProduct.class::isInstance)
        .map(kernel -> ((MatrixProduct) kernel).n())
        .toList();
  }

  private static double passBytes(List<Kernel> kernels, String name) {
    return kernels.stream()
        .filter(kernel -> kernel instanceof MemoryPass pass && pass.name().equals(name))
        .mapToDouble(kernel -> ((MemoryPass) kernel).sizeBytes())
        .sum();
  }

  private static double gathered(List<Kernel> kernels) {
    return kernels.stream()
        .filter(
            kernel ->
                kernel instanceof Collective collective
                    && collective.kind() == Collective.Kind.ALL_GATHER)
        .mapToDouble(kernel -> ((Collective) kernel).sizeBytes())
        .sum();
  }
}
