package dev.lockstep.scenarios.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.baseline.Naive;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What no word of the text form is for. */
class T01_OrderTextTest {

  private static final Strategy STRATEGY = new Naive();

  /** Stage 1 keeps its input beside its stash, and its backward reads both. */
  @Test
  void isSaidValueByValue() {
    Value input = Value.of(ValueKind.STORED_INPUT, 1, 0);
    Value stash = Value.of(ValueKind.STASH, 1, 0);
    Value weights = Value.of(ValueKind.WEIGHT_GRADIENT, 1, 0);
    ScheduleBuilder builder = new ScheduleBuilder(2, 1);
    builder.device(0).forward(0, 0).backward(0, 0).update(0);
    builder
        .device(1)
        .task(
            Operation.FORWARD,
            1,
            0,
            0,
            List.of(Value.of(ValueKind.ACTIVATION, 0, 0)),
            List.of(Value.of(ValueKind.ACTIVATION, 1, 0), stash, input))
        .task(
            Operation.BACKWARD,
            1,
            0,
            1,
            List.of(stash, input),
            List.of(Value.gradient(1, 0, 1), weights))
        .update(1);

    String text = OrderText.of(builder.build(), STRATEGY);

    assertThat(text)
        .isEqualTo(
            """
            device0: 0F0 0B0 0U0
            device1: 1F0[A(0,0)>A(1,0),S(1,0),X(1,0)] 1B0[S(1,0),X(1,0)>G(1,0,1),D(1,0)] 1U0
            """);
    Schedule twice = order(text).plan(new Workload(2, 1, 2));
    assertThat(OrderText.of(twice, STRATEGY))
        .contains("1F1[A(0,1)>A(1,1),S(1,1),X(1,1)]", "iterations: 2");
  }

  /** Two tasks of one name, both of which another task awaits. */
  @Test
  void isMarkedAndRefusedOtherwise() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1);
    LaneBuilder lane = builder.device(0);
    lane.join(0, 3).signal(0, 0).join(0, 3).signal(0, 1);
    lane.forward(0, 0).after(0, 0).after(0, 1).backward(0, 0).update(0);

    String text = OrderText.of(builder.build(), STRATEGY);

    assertThat(text).contains("0F0[>A(0,0),S(0,0)]|0J3,0J3*");
    assertThatThrownBy(() -> order(text))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("more than this form can say");
  }

  private static CustomOrder order(String text) {
    return CustomOrder.of("order.txt", text, OptionalInt.empty());
  }
}
