package dev.lockstep.core.metrics;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import org.junit.jupiter.api.Test;

/** A schedule trains if every stage sees every micro-batch and applies its gradient. */
class T07_CompletenessTest {

  @Test
  void aWholeScheduleTrains() {
    assertThatCode(() -> Completeness.require(Orders.fillAndDrain(3, 4, 2), 8))
        .doesNotThrowAnyException();
  }

  @Test
  void aMissingForwardIsNamed() {
    ScheduleBuilder schedule = new ScheduleBuilder(2, 2);
    schedule.device(0).forward(0, 0).forward(0, 1).backward(0, 0).update(0);
    schedule.device(1).forward(1, 0).backward(1, 0).update(1);

    refuses(schedule.build(), 2, "incomplete: no forward covers stage 1, micro-batch 1");
  }

  @Test
  void aGradientThatNoUpdateAppliesIsNamed() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 2);
    schedule.device(0).forward(0, 0).forward(0, 1).backward(0, 1).update(0).backward(0, 0);

    refuses(schedule.build(), 2, "incomplete: no update covers stage 0, micro-batch 0");
  }

  /** Micro-batch 1 of stage 0 must not pass for micro-batch 0 of stage 1. */
  @Test
  void aMicroBatchTooManyIsNamed() {
    refuses(Orders.oneAfterAnother(2, 2), 1, "0F1 is beyond the 1 micro-batches of the schedule");
  }

  /** An update that waits for barrier 1 does not apply the gradient of micro-batch 1. */
  @Test
  void aBarrierIsNoGradient() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 2);
    schedule
        .device(0)
        .forward(0, 0)
        .forward(0, 1)
        .backward(0, 0)
        .signal(0, 1)
        .update(0)
        .after(0, 1);

    refuses(schedule.build(), 2, "incomplete: no update covers stage 0, micro-batch 1");
  }

  private static void refuses(Schedule schedule, int microBatches, String message) {
    assertThatThrownBy(() -> Completeness.require(schedule, microBatches))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(message);
  }
}
