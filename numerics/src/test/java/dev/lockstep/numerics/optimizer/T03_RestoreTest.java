package dev.lockstep.numerics.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A memory that was stored and restored goes on to the same bits. */
class T03_RestoreTest {

  static Stream<Optimizer> optimizers() {
    return Stream.of(new Sgd(0.9, true, 0.05), Adam.usual(), new AdamW(0.9, 0.999, 1e-8, 0.01));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void tenStepsRestoredAndTenMoreAreTwenty(Optimizer optimizer) {
    Trial whole = new Trial(optimizer);
    whole.run(0, 20, 0.05);

    Trial first = new Trial(optimizer);
    first.run(0, 10, 0.05);
    Trial second = new Trial(optimizer);
    for (int i = 0; i < 2; i++) {
      second.values().get(i).assign(first.values().get(i));
    }
    second.memory().restore(first.memory().tensors(), first.memory().steps());
    first.run(10, 12, 0.5);
    second.run(10, 20, 0.05);

    assertThat(second.all()).containsExactly(whole.all());
    assertThat(second.memory().steps()).isEqualTo(20);
  }

  @Test
  void tensorsOfAnotherStageAreRefused() {
    Optimizer.Memory memory = Sgd.plain().start(Trial.WEIGHTS);
    INDArray two = Nd4j.zeros(2);

    assertThatThrownBy(() -> memory.restore(List.of(two), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 remembered tensors where 2 are expected");
    assertThatThrownBy(() -> memory.restore(List.of(two, two), 1))
        .hasMessageContaining("remembered tensor 1 has shape [2], but weight 'bias' has [1]");
    assertThatThrownBy(() -> memory.step(List.of(two), List.of(), 1))
        .hasMessageContaining("1 weights and 0 gradients for an optimizer of 2 weights");
  }
}
