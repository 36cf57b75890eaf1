package dev.lockstep.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** What a task and a value of a given stage cost. */
class T01_ProfiledCostsTest {

  private static final Stage FIRST =
      new Stage(3, 4, 5, 10, 6, new Stage.Memory(bytes(100), bytes(40), bytes(10), bytes(1000)));
  private static final Stage LAST =
      new Stage(
          30,
          40,
          50,
          0,
          60,
          new Stage.Memory(bytes(200), OptionalLong.empty(), bytes(20), bytes(2)));
  private static final ProfiledCosts COSTS = costs(FIRST, LAST);

  @ParameterizedTest
  @CsvSource({
    "FORWARD, 3",
    "RECOMPUTE, 3",
    "BACKWARD, 9",
    "INPUT_GRADIENT, 4",
    "WEIGHT_GRADIENT, 5",
    "AUXILIARY, 10",
    "AUXILIARY_FORWARD, 3",
    "AUXILIARY_BACKWARD, 7",
    "UPDATE, 6",
  })
  void timesOfTheFirstStage(Operation operation, long nanos) {
    assertThat(COSTS.computeNanos(operation, 0)).isEqualTo(nanos);
  }

  /** Whatever the rounding of a third. */
  @Test
  void theTwoPartsOfAHeadAddUp() {
    for (long head = 0; head < 100; head++) {
      ProfiledCosts costs = costs(FIRST.withAuxiliaryNanos(head));
      assertThat(
              costs.computeNanos(Operation.AUXILIARY_FORWARD, 0)
                  + costs.computeNanos(Operation.AUXILIARY_BACKWARD, 0))
          .isEqualTo(head);
    }
  }

  @Test
  void theForwardOfAHeadMayBeAnotherPart() {
    ProfiledCosts costs =
        new ProfiledCosts(
            COSTS.stages(), COSTS.cluster(), java.util.OptionalDouble.empty(), 2.0 / 3);

    assertThat(costs.computeNanos(Operation.AUXILIARY_FORWARD, 0)).isEqualTo(7);
    assertThat(costs.computeNanos(Operation.AUXILIARY_BACKWARD, 0)).isEqualTo(3);
  }

  @Test
  void aTransferIsNoComputing() {
    assertThatThrownBy(() -> COSTS.computeNanos(Operation.TRANSFER, 0))
        .hasMessage("a transfer's cost depends on its link");
  }

  @Test
  void aCollectiveIsNoComputingEither() {
    assertThatThrownBy(() -> COSTS.computeNanos(Operation.REDUCE, 0))
        .hasMessage("a collective is no computing");
    assertThat(COSTS.collectiveNanos(Operation.REDUCE, 0)).isZero();
    assertThat(costs(FIRST.withCollectiveNanos(9)).collectiveNanos(Operation.REDUCE, 0))
        .isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({"FORWARD, 1", "INPUT_GRADIENT, 2", "WEIGHT_GRADIENT, 3", "BACKWARD, 5", "UPDATE, 0"})
  void communicationInsideAStage(Operation operation, long nanos) {
    ProfiledCosts costs = costs(FIRST.withCommunication(new Stage.Communication(1, 2, 3)));
    assertThat(costs.communicationNanos(operation, 0)).isEqualTo(nanos);
    assertThat(COSTS.communicationNanos(operation, 0)).isZero();
  }

  @Test
  void communicationInsideAStageIsNoLongerThanTheStage() {
    assertThatThrownBy(() -> FIRST.withCommunication(new Stage.Communication(4, 0, 0)))
        .hasMessage("communication of 4 ns in a forward of 3 ns; it is a part of it");
  }

  /**
   * A stage's input, and a gradient with respect to it, is as large as what the stage below sent
   * up.
   */
  @ParameterizedTest
  @CsvSource({
    "ACTIVATION, 0, 10",
    "ACTIVATION, 1, 20",
    "GRADIENT, 1, 10",
    "STORED_INPUT, 1, 10",
    "LOSS, 0, 10",
    "STASH, 0, 100",
    "WEIGHT_GRADIENT_STASH, 0, 40",
    "WEIGHT_GRADIENT_STASH, 1, 200",
    "WEIGHT_GRADIENT, 0, 1000",
  })
  void sizes(ValueKind kind, int stage, long size) {
    assertThat(COSTS.sizeBytes(kind, stage)).hasValue(size);
  }

  @Test
  void theInputOfTheModelHasNoGradientAndABarrierNoSize() {
    assertThat(COSTS.sizeBytes(ValueKind.GRADIENT, 0)).isEmpty();
    assertThat(COSTS.sizeBytes(ValueKind.STORED_INPUT, 0)).isEmpty();
    assertThat(COSTS.sizeBytes(ValueKind.BARRIER, 0)).isEmpty();
    assertThat(COSTS.sizeBytes(ValueKind.LOGITS, 0)).isEmpty();
    assertThat(costs(Stage.of(1, 1, 1)).sizeBytes(ValueKind.STASH, 0)).isEmpty();
    assertThat(costs(Stage.of(1, 1, 1)).parameterBytes(0)).isEmpty();
  }

  /**
   * Heads of a width group read the outputs of all groups, those of the last module included: such
   * an output is sent, and it takes time by its size.
   */
  @Test
  void transfersTakeTimeBySize() {
    assertThat(COSTS.transferNanos(ValueKind.ACTIVATION, 0, 0, 1)).isEqualTo(100 + 10);
    assertThat(COSTS.transferNanos(ValueKind.ACTIVATION, 1, 1, 0)).isEqualTo(100 + 20);
    assertThat(COSTS.transferNanos(ValueKind.GRADIENT, 1, 1, 0)).isEqualTo(100 + 10);
    assertThat(COSTS.transferNanos(ValueKind.LOGITS, 1, 1, 0)).isEqualTo(100);
  }

  private static ProfiledCosts costs(Stage... stages) {
    Link link = new Link(100, OptionalDouble.of(1e9));
    return new ProfiledCosts(
        List.of(stages), Cluster.ideal(stages.length, link, OptionalLong.empty()));
  }

  private static OptionalLong bytes(long size) {
    return OptionalLong.of(size);
  }
}
