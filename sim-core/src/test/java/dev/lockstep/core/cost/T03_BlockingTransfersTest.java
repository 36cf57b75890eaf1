package dev.lockstep.core.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ValueKind;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device that waits for what it sends: four stages on two devices, a transfer takes 7. */
class T03_BlockingTransfersTest {

  private static final int[] DEVICES = {0, 1, 1, 0};
  private static final CostModel FREE =
      new ProfiledCosts(
          List.of(Stage.of(10, 20, 30), Stage.of(10, 20, 30), Stage.of(1, 2, 3), Stage.of(1, 2, 3)),
          Cluster.ideal(2, new Link(7, OptionalDouble.empty()), OptionalLong.empty()));
  private static final CostModel HELD = new BlockingTransfers(FREE, DEVICES, 0);

  /** Forward sends to the next stage, backward to the one before, where that is elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "FORWARD, 0, 17",
    "FORWARD, 1, 10",
    "FORWARD, 2, 8",
    "FORWARD, 3, 1",
    "BACKWARD, 0, 50",
    "BACKWARD, 1, 57",
    "INPUT_GRADIENT, 1, 27",
    "INPUT_GRADIENT, 2, 2",
    "WEIGHT_GRADIENT, 1, 30",
    "BACKWARD, 3, 12",
    "RECOMPUTE, 0, 10",
  })
  void aPassLastsUntilItsOutputHasCrossed(Operation operation, int stage, long nanos) {
    assertThat(HELD.computeNanos(operation, stage)).isEqualTo(nanos);
    assertThat(HELD.communicationNanos(operation, stage))
        .isEqualTo(nanos - FREE.computeNanos(operation, stage));
  }

  @Test
  void thenNoTransferIsLeft() {
    assertThat(HELD.transferNanos(ValueKind.ACTIVATION, 0, 0, 1)).isZero();
    assertThat(HELD.transferNanos(ValueKind.GRADIENT, 1, 1, 0)).isZero();
    assertThat(HELD.transferNanos(ValueKind.BARRIER, 1, 1, 0)).isEqualTo(7);
  }

  /** Nothing behind the last stage waits for its output; whoever reads it, gets it as it comes. */
  @Test
  void theLastStageDoesNotWait() {
    assertThat(HELD.transferNanos(ValueKind.ACTIVATION, 3, 0, 1)).isEqualTo(7);
  }

  @Test
  void everyWaitCostsItsLaunches() {
    CostModel slowHost = new BlockingTransfers(FREE, DEVICES, 100);

    assertThat(slowHost.computeNanos(Operation.FORWARD, 0)).isEqualTo(117);
    assertThat(slowHost.computeNanos(Operation.FORWARD, 1)).isEqualTo(10);
  }

  @Test
  void sizesStayAsTheyAre() {
    assertThat(HELD.sizeBytes(ValueKind.ACTIVATION, 0)).isEqualTo(OptionalLong.empty());
    assertThat(HELD.collectiveNanos(Operation.REDUCE, 0)).isZero();
  }
}
