package dev.lockstep.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.testing.Timetable;
import dev.lockstep.core.timeline.Timeline;
import org.junit.jupiter.api.Test;

/** Stashes held at once. */
class T05_InFlightTest {

  @Test
  void oneMicroBatchIsOneInFlight() {
    assertThat(peaks(Orders.oneAfterAnother(3, 2))).containsExactly(1, 1, 1);
  }

  /** Two slots: the first backward is still under way when the fourth forward begins. */
  @Test
  void aStashIsHeldUntilTheTaskThatReadsItHasEnded() {
    ScheduleBuilder schedule = ScheduleBuilder.sideBySide(1, 4, 2);
    LaneBuilder lane = schedule.device(0);
    lane.forward(0, 0).forward(0, 1).backward(0, 0).forward(0, 2).forward(0, 3);
    lane.backward(0, 1).backward(0, 2).backward(0, 3);
    Timeline timeline = Simulation.run(schedule.build(), new UnitCosts(10, 0));

    assertThat(Timetable.of(timeline))
        .isEqualTo(
            """
            device0: 0F1[0,10) 0F0[0,10) 0F2[10,20) 0B0[10,30) 0F3[20,30) 0B2[30,50) 0B1[30,50) 0B3[50,70)
            """);
    assertThat(InFlight.peaks(timeline)).containsExactly(4);
  }

  @Test
  void fillingUpHoldsAllMicroBatches() {
    assertThat(peaks(Orders.fillAndDrain(2, 5, 2))).containsExactly(5, 5);
  }

  @Test
  void aStreamHoldsOneForEachStageAhead() {
    assertThat(peaks(Orders.stream(4, 12))).containsExactly(4, 3, 2, 1);
  }

  /**
   * A stash that the input gradient gives up counts on in what it leaves for the weight gradient.
   */
  @Test
  void aSplitBackwardHoldsUntilTheWeightGradient() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 2);
    LaneBuilder lane = schedule.device(0);
    lane.forward(0, 0).inputGradient(0, 0).forward(0, 1).inputGradient(0, 1);
    lane.weightGradient(0, 0).weightGradient(0, 1);

    assertThat(peaks(schedule.build())).containsExactly(2);
  }

  /** Nobody takes up what the input gradient leaves: the stash ends with the last reader. */
  @Test
  void anInputGradientAloneEndsTheStash() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 2);
    schedule.device(0).forward(0, 0).inputGradient(0, 0).forward(0, 1).inputGradient(0, 1);

    assertThat(peaks(schedule.build())).containsExactly(1);
  }

  /**
   * Two gradients pass through stage 1. The farther one leaves something for the weight gradient
   * while the stash still waits for the nearer one: one micro-batch all the same.
   */
  @Test
  void aStashAndWhatIsLeftOfItAreOneMicroBatch() {
    assertThat(peaks(twoLosses())).containsExactly(1, 1, 1);
  }

  @Test
  void aForwardThatNobodyFollowsUpHoldsNothingAfterwards() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 3);
    schedule.device(0).forward(0, 0).forward(0, 1).forward(0, 2);

    assertThat(peaks(schedule.build())).containsExactly(1);
  }

  /** Three stages, look-ahead 1 and 2: stage 0 learns from loss 1 and sees loss 2 relayed. */
  static Schedule twoLosses() {
    ScheduleBuilder schedule = new ScheduleBuilder(3, 1);
    schedule.device(0).forward(0, 0).backward(0, 0, 1);
    schedule.device(1).forward(1, 0).auxiliary(1, 0);
    schedule.device(1).inputGradient(1, 0, 2).inputGradient(1, 0, 1).weightGradient(1, 0, 2);
    schedule.device(2).forward(2, 0).inputGradient(2, 0).weightGradient(2, 0);
    return schedule.build();
  }

  private static int[] peaks(Schedule schedule) {
    return InFlight.peaks(Replay.run(schedule, new UnitCosts(1, 0)));
  }
}
