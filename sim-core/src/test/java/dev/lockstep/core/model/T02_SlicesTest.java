package dev.lockstep.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A stage for a slice of a micro-batch. */
class T02_SlicesTest {

  private static final Stage WHOLE =
      new Stage(
          30,
          40,
          20,
          8,
          5,
          7,
          new Stage.Communication(10, 12, 4),
          new Stage.Memory(bytes(600), bytes(200), bytes(60), bytes(1000)));

  /** A third of what a micro-batch costs; the weights stay whole. */
  @Test
  void aSliceIsAPartOfWhatAMicroBatchCosts() {
    assertThat(WHOLE.slice(3))
        .isEqualTo(
            new Stage(
                10,
                13,
                6,
                2,
                5,
                7,
                new Stage.Communication(3, 4, 1),
                new Stage.Memory(bytes(200), bytes(66), bytes(20), bytes(1000))));
  }

  @Test
  void aSingleSliceIsTheMicroBatch() {
    assertThat(WHOLE.slice(1)).isEqualTo(WHOLE);
  }

  @Test
  void whatIsUnknownStaysUnknown() {
    assertThat(Stage.of(2, 2, 2).slice(2)).isEqualTo(Stage.of(1, 1, 1));
  }

  private static OptionalLong bytes(long count) {
    return OptionalLong.of(count);
  }
}
