package dev.lockstep.core.schedule.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import org.junit.jupiter.api.Test;

/** Where a task reads what another device wrote, a transfer brings it. */
final class T01_TransfersTest {

  @Test
  void noneOnOneDevice() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1);
    builder.device(0).forward(0, 0).forward(1, 0).backward(1, 0).backward(0, 0);
    Schedule schedule = builder.build();
    assertThat(TransferLowering.lower(schedule)).hasToString(schedule.toString());
  }

  @Test
  void activationsGoUpAndGradientsDown() {
    assertThat(TransferLowering.lower(twoStages()))
        .hasToString(
            """
            device0: 0F0 0F1 0B0 0B1
            device1: 1F0 1B0 1F1 1B1
            device1->device0: 1T0 1T1
            device0->device1: 0T0 0T1
            """);
  }

  @Test
  void tasksOfDevicesKeepTheirIds() {
    Schedule schedule = twoStages();
    Schedule lowered = TransferLowering.lower(schedule);
    for (int task = 0; task < schedule.taskCount(); task++) {
      assertThat(lowered.task(task)).isEqualTo(schedule.task(task));
      assertThat(lowered.weightVersion(task)).isEqualTo(schedule.weightVersion(task));
    }
  }

  @Test
  void aReaderWaitsForTheTransferAndTheTransferForTheWriter() {
    Schedule lowered = TransferLowering.lower(twoStages());
    int reader = 4;
    int transfer = lowered.predecessor(reader, 0);
    assertThat(lowered.task(reader)).hasToString("1F0");
    assertThat(lowered.task(transfer)).hasToString("0T0");
    assertThat(lowered.task(lowered.predecessor(transfer, 0))).hasToString("0F0");
  }

  @Test
  void severalReadersOnOneDeviceShareATransferAndEachDeviceGetsItsOwn() {
    ScheduleBuilder builder = new ScheduleBuilder(4, 1);
    int[] below = {0};
    builder.device(0).forward(0, 0);
    builder.device(1).forwardFrom(1, 0, below).forwardFrom(2, 0, below);
    builder.device(2).forwardFrom(3, 0, below);
    assertThat(TransferLowering.lower(builder.build()))
        .hasToString(
            """
            device0: 0F0
            device1: 1F0 2F0
            device2: 3F0
            device0->device1: 0T0
            device0->device2: 0T0
            """);
  }

  @Test
  void barriersAreNotSent() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1);
    builder.device(0).forward(0, 0).signal(0, 0);
    builder.device(1).forwardFrom(1, 0, new int[0]).after(0, 0);
    assertThat(TransferLowering.lower(builder.build()).lanes()).hasSize(2);
  }

  @Test
  void aScheduleWithTransfersGetsNoMore() {
    Schedule lowered = TransferLowering.lower(twoStages());
    assertThat(TransferLowering.lower(lowered)).hasToString(lowered.toString());
  }

  private static Schedule twoStages() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 2);
    builder.device(0).forward(0, 0).forward(0, 1).backward(0, 0).backward(0, 1);
    builder.device(1).forward(1, 0).backward(1, 0).forward(1, 1).backward(1, 1);
    return builder.build();
  }
}
