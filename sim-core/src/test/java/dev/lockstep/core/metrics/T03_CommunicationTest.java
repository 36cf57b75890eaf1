package dev.lockstep.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.schedule.lowering.CollectiveLowering;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.testing.Timetable;
import dev.lockstep.core.timeline.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Transfers and collectives: how long they take, and how much of that a device waits for. */
class T03_CommunicationTest {

  private static final Stage UNIT = Stage.of(1, 1, 1);

  @Test
  void oneDeviceSendsNothing() {
    assertThat(measure(Orders.oneAfterAnother(1, 3), 5, UNIT)).isEqualTo(new Communication(0, 0));
  }

  /** With one micro-batch under way there is nothing else to do: all is exposed. */
  @Test
  void aLoneMicroBatchHidesNothing() {
    assertThat(measure(Orders.oneAfterAnother(2, 3), 2, UNIT, UNIT))
        .as("2 transfers of 2 ns over 2 devices, each waited for")
        .isEqualTo(new Communication(2, 2));
  }

  /**
   * Of four transfers the first each way is waited for; the second is under way while its receiver
   * computes.
   */
  @Test
  void computingHidesTransfers() {
    Stage stage = Stage.of(2, 1, 1);
    Timeline timeline = Orders.run(Orders.fillAndDrain(2, 2, 2), 1, stage, stage);

    assertThat(Timetable.of(timeline.window(0, 14)))
        .isEqualTo(
            "0F0[0,2) 0F1[2,4) 0B0[10,12) 0B1[12,14)"
                + " 1F0[3,5) 1F1[5,7) 1B0[7,9) 1B1[9,11) 1U1[11,11)"
                + " 1T0[9,10) 1T1[11,12) 0T0[2,3) 0T1[4,5)");
    assertThat(measure(Orders.fillAndDrain(2, 2, 3), 1, stage, stage))
        .isEqualTo(new Communication(4 / 2.0, 2 / 2.0));
  }

  /** A pair of passes hides 30 of the 60 ns that each iteration communicates inside stages. */
  @Test
  void passesCarriedOutTogetherHideCommunication() {
    Stage stage = Stage.of(30, 30, 30).withCommunication(new Stage.Communication(10, 20, 0));
    ScheduleBuilder schedule = new ScheduleBuilder(1, 2);
    for (int i = 0; i < 6; i += 2) {
      schedule.device(0).forward(0, i).overlapped(0, i + 1, 0, i).backward(0, i + 1).update(0);
    }

    assertThat(measure(schedule.build(), 0, stage)).isEqualTo(new Communication(60, 30));
  }

  /** The receiver is busy for the first part of the transfer; only the rest is exposed. */
  @Test
  void aTransferMayBePartlyHidden() {
    Stage sender = Stage.of(3, 1, 1);
    Stage receiver = Stage.of(2, 1, 1);
    Timeline timeline = Orders.run(Orders.fillAndDrain(2, 2, 2), 4, sender, receiver);

    assertThat(Timetable.of(timeline.lane(1))).startsWith("1F0[7,9) 1F1[10,12) 1B0[12,14)");
    assertThat(Timetable.of(timeline.lane(3))).startsWith("0T0[3,7) 0T1[6,10)");
    assertThat(measure(Orders.fillAndDrain(2, 2, 3), 4, sender, receiver).exposedNanos())
        .as("4 for F0, 1 of the 4 for F1; 4 for B0, none for B1")
        .isEqualTo((4 + 1 + 4 + 0) / 2.0);
  }

  /** Waiting for the other stage to compute is a bubble, not communication. */
  @Test
  void waitingForOtherDevicesIsNotCommunication() {
    assertThat(measure(Orders.oneAfterAnother(2, 3), 0, UNIT, Stage.of(5, 5, 5)))
        .isEqualTo(new Communication(0, 0));
  }

  /**
   * Of a collective of 5 the last 5 - 2 are waited for: a chunk's backward of 2 goes on beside it.
   * The second one is waited for from its start on.
   */
  @Test
  void computingHidesCollectives() {
    ScheduleBuilder builder = new ScheduleBuilder(2, 1);
    for (int i = 0; i < 3; i++) {
      builder.device(0).forward(0, i).forward(1, i).backward(1, i).backward(0, i);
      builder.device(0).update(1).update(0);
    }
    Schedule schedule = CollectiveLowering.lower(builder.build(), stage -> true);
    Stage stage = UNIT.withCollectiveNanos(5);
    assertThat(measure(schedule, 0, stage, stage)).isEqualTo(new Communication(10, 3 + 5));
  }

  /** A backward that waits until its device's partner has taken in a stash, which crosses in 4. */
  @Test
  void waitingForAnEvictionIsWaitingForItsTransfer() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1);
    builder.device(1);
    LaneBuilder holding = builder.holding(1);
    for (int i = 0; i < 3; i++) {
      builder.device(0).forward(0, i).backward(0, i).after(1, i).update(0);
      evict(holding, 0, i).signal(1, i);
    }
    Schedule schedule = TransferLowering.lower(builder.build());

    assertThat(measure(schedule, 4, UNIT, UNIT)).isEqualTo(new Communication(4 / 2.0, 4 / 2.0));
  }

  private static LaneBuilder evict(LaneBuilder lane, int stage, int microBatch) {
    return lane.task(
        Operation.EVICT,
        stage,
        microBatch,
        0,
        List.of(Value.of(ValueKind.STASH, stage, microBatch)),
        List.of(Value.of(ValueKind.EVICTED_STASH, stage, microBatch)));
  }

  /** Communication inside a stage counts as exposed; the lane is occupied, but does no work. */
  @Test
  void communicationInsideAStageIsExposedAndNotUseful() {
    Stage stage = Stage.of(10, 10, 10).withCommunication(new Stage.Communication(1, 2, 3));
    Schedule schedule = Orders.oneAfterAnother(1, 3);
    assertThat(measure(schedule, 0, stage)).isEqualTo(new Communication(6, 6));

    SteadyState steady = new SteadyState(Orders.run(schedule, 0, stage), 1, 2);
    assertThat(steady.busyNanos()).containsExactly(60);
    assertThat(steady.usefulUtilisation(Orders.costs(0, stage))).isEqualTo(0.8);
  }

  private static Communication measure(Schedule schedule, long transferNanos, Stage... stages) {
    Timeline timeline = Orders.run(schedule, transferNanos, stages);
    CostModel costs = Orders.costs(transferNanos, stages);
    return Communication.of(timeline, new SteadyState(timeline, 1, 2), costs);
  }
}
