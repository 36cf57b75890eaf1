package dev.lockstep.devices.layers.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.Recompute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Devices that share a transformer get equal, whole parts of it, or are told what does not divide.
 */
class T04_WholeSharesTest {

  private static final TransformerShape SIX_HEADS = TransformerShape.gpt(2, 96, 6, 1000, 64);

  @Test
  void whatDividesIsShared() {
    Transformer model = new Transformer(SIX_HEADS);

    assertThat(model.layers(execution(3, 4, 1)).get(1).parameters())
        .as("a third of the matrices, all of the normalisations and of the biases behind the sums")
        .isEqualTo(12.0 * 96 * 96 / 3 + (3 + 4) * 96 / 3 + 2 * 96 + 2 * 2 * 96);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | 1 | 1 | 6 attention heads over tensor 4; must divide",
        "1 | 3 | 1 | 64 tokens of a sample over context 3; must divide",
        "1 | 1 | 2 | expert 2, but the model has no experts; must be 1",
      })
  void whatDoesNotIsRefused(int tensor, int context, int expert, String message) {
    assertThatThrownBy(() -> new Transformer(SIX_HEADS).layers(execution(tensor, context, expert)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void expertsAndColumnsDivideToo() {
    TransformerShape experts = SIX_HEADS.withExperts(new Experts(8, 2, 0, 96, 0));

    assertThatThrownBy(() -> new Transformer(experts).layers(execution(1, 1, 3)))
        .hasMessage("8 experts over expert 3; must divide");
    assertThat(new Transformer(experts).layers(execution(1, 1, 4))).hasSize(4);
  }

  private static Execution execution(int tensor, int context, int expert) {
    return new Execution(
        1, tensor, context, expert, false, Precision.BF16, Recompute.NONE, true, false);
  }
}
