package dev.lockstep.strategies.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import org.junit.jupiter.api.Test;

/** What a large schedule holds. */
class T15_BytesPerTaskTest {

  private static final long MOST_BYTES_A_TASK = 64;

  @Test
  void aLargeScheduleHoldsAtMost64BytesATask() {
    Schedule schedule =
        TransferLowering.lower(new OneForwardOneBackward().plan(Workload.of(64, 512)));

    assertThat(schedule.taskCount()).isEqualTo(130_112);
    assertThat(schedule.sizeBytes()).isLessThanOrEqualTo(MOST_BYTES_A_TASK * schedule.taskCount());
  }
}
