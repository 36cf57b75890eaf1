package dev.lockstep.devices.layers.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Recompute;
import dev.lockstep.devices.layers.Software;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights and operations against published counts. */
final class T02_ParametersAndFlopsTest {

  @ParameterizedTest
  @CsvSource({
    "gpt3-175b, 174.6",
    "megatron-7.5b, 7.5",
    "megatron-39b, 39.1",
    "megatron-145b, 145.6",
    "megatron-530b, 529.6",
    "mpt-7b, 6.658",
    "mpt-30b, 29.975",
    "mpt-70b, 64.862",
    "llama2-7b, 6.738",
    "llama2-70b, 68.977",
    "llama3-8b, 8.030",
    "llama3-70b, 70.554",
    "llama3-405b, 405.85",
    "mixtral-8x7b, 46.70",
    "deepseek-v2, 235.7",
    "deepseek-v3, 671.0",
    "qwen3-30b-a3b, 30.53",
    "bert-large, 0.334",
  })
  void a_preset_has_the_published_number_of_weights(String preset, double billions) {
    Transformer network = new Transformer(TransformerPresets.find(preset).orElseThrow());

    assertThat(network.parameters() / 1e9).isCloseTo(billions, withPercentage(1.0));
  }

  /** arXiv 2104.04473, equation 3, without recomputation: 72 B s l h² (1 + s/6h + V/12lh). */
  @ParameterizedTest
  @CsvSource({"gpt3-175b, 3", "megatron-1.7b, 16", "megatron-530b, 1"})
  void model_flops_are_those_of_the_formula(String preset, int samples) {
    TransformerShape shape = TransformerPresets.find(preset).orElseThrow();
    double l = shape.layers();
    double h = shape.hidden();
    double s = shape.sequence();
    double expected =
        72 * samples * s * l * h * h * (1 + s / (6 * h) + shape.vocabulary() / (12 * l * h));

    double flops =
        new Transformer(shape)
            .layers(Execution.alone(samples, Precision.BF16)).stream()
                .mapToDouble(LayerWork::modelFlops)
                .sum();

    assertThat(flops).isCloseTo(expected, within(expected * 1e-9));
  }

  @Test
  void each_gradient_of_a_block_without_attention_costs_as_much_as_its_forward() {
    TransformerShape shape = TransformerShape.llama(1, 4096, 32, 8, 14_336, 0, 8192);
    LayerWork block = new Transformer(shape).layers(Execution.alone(1, Precision.BF16)).get(0);

    double weightGradient = flops(block.weightGradient());
    double scores = 2.0 * 32 * 8192 * 8192 / 2;

    assertThat(flops(block.forward())).isEqualTo(weightGradient + scores * 256);
    assertThat(flops(block.inputGradient())).isEqualTo(weightGradient + scores * 5 * 128);
  }

  /** Megatron-LM's loss in several kernels moves 38 bytes a logit forward, and 14 back. */
  @ParameterizedTest
  @CsvSource({"true, 4, 4", "false, 38, 14"})
  void a_loss_moves_its_logits(boolean fused, double forward, double backward) {
    TransformerShape shape = TransformerShape.gpt(1, 1024, 8, 50_000, 512);
    Execution execution =
        new Execution(
            2, 1, 1, 1, false, Precision.FP16, Recompute.NONE, true, false, fused, Software.FUSED);
    LayerWork head = new Transformer(shape).layers(execution).get(2);
    double logits = 2 * 512 * 50_000.0;

    assertThat(bytes(head.forward(), "loss")).isEqualTo(forward * logits);
    assertThat(bytes(head.inputGradient(), "loss")).isEqualTo(backward * logits);
  }

  /**
   * The gradient of an embedding: cleared, read, and added to the sum, which is read and written.
   */
  @ParameterizedTest
  @CsvSource({"FP16, 8", "BF16, 12"})
  void the_gradient_of_an_embedding_is_as_large_as_its_table(Precision precision, double bytes) {
    TransformerShape shape = TransformerShape.gpt(1, 1024, 8, 50_000, 512);
    LayerWork embedding = new Transformer(shape).layers(Execution.alone(2, precision)).get(0);

    assertThat(bytes(embedding.weightGradient(), "gradient accumulation"))
        .isEqualTo(bytes * 50_000 * 1024);
  }

  private static double bytes(List<Kernel> kernels, String name) {
    return kernels.stream()
        .filter(kernel -> kernel instanceof MemoryPass pass && pass.name().equals(name))
        .mapToDouble(kernel -> ((MemoryPass) kernel).sizeBytes())
        .sum();
  }

  @ParameterizedTest
  @CsvSource({"2", "4", "8"})
  void tensor_parallel_devices_share_the_products(int tensor) {
    TransformerShape shape = TransformerPresets.find("gpt3-175b").orElseThrow().withLayers(1);
    Execution alone = Execution.alone(1, Precision.BF16);
    Execution shared =
        new Execution(1, tensor, 1, 1, true, Precision.BF16, alone.recompute(), true, false);

    LayerWork whole = new Transformer(shape).layers(alone).get(1);
    LayerWork part = new Transformer(shape).layers(shared).get(1);

    assertThat(flops(part.forward()) * tensor).isEqualTo(flops(whole.forward()));
    assertThat(part.modelFlops()).isEqualTo(whole.modelFlops());
  }

  private static double flops(List<Kernel> kernels) {
    return kernels.stream().mapToDouble(Kernel::flops).sum();
  }
}
