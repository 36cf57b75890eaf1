package dev.lockstep.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each task's duration, looked up once. */
class T02_DurationsTest {

  private static final Schedule TWO_STAGES = twoStages();

  @Test
  void unitCosts() {
    assertThat(Durations.of(TWO_STAGES, new UnitCosts(5, 3)))
        .as("F B U, F I W U, transfer down, transfer up")
        .containsExactly(5, 10, 0, 5, 5, 5, 0, 3, 3);
  }

  @Test
  void profiledCosts() {
    Stage first = new Stage(1, 2, 3, 0, 4, Stage.Memory.UNKNOWN);
    Stage last = new Stage(10, 20, 30, 0, 40, Stage.Memory.UNKNOWN);
    ProfiledCosts costs =
        new ProfiledCosts(
            List.of(first, last), Cluster.ideal(2, Link.ofLatency(7), OptionalLong.empty()));

    assertThat(Durations.of(TWO_STAGES, costs)).containsExactly(1, 5, 4, 10, 20, 30, 40, 7, 7);
  }

  /** 0F1 and 0B0 have 30 of 90 ns of communication, which hide behind 60 of computing. */
  @Test
  void passesCarriedOutTogetherHideTheirCommunication() {
    Stage stage = Stage.of(30, 30, 30).withCommunication(new Stage.Communication(10, 20, 0));
    ScheduleBuilder builder = new ScheduleBuilder(1, 2);
    builder.device(0).forward(0, 0).overlapped(0, 1, 0, 0).backward(0, 1);
    Schedule schedule = builder.build();

    assertThat(schedule.overlapsNext(1)).isTrue();
    assertThat(schedule.overlapsNext(0)).isFalse();
    assertThat(Durations.of(schedule, costs(stage))).containsExactly(30, 20, 40, 60);
    assertThat(Durations.of(schedule, costs(Stage.of(30, 30, 30))))
        .as("nothing to hide")
        .containsExactly(30, 30, 60, 60);
  }

  /** No kind of work is done twice as fast, and no pass faster than alone. */
  @Test
  void aPairTakesAtLeastItsComputingAndItsCommunicationAndEachPass() {
    assertThat(pairNanos(20, 5, 40, 10)).as("computing 45").isEqualTo(45);
    assertThat(pairNanos(20, 19, 40, 30)).as("communication 49").isEqualTo(49);
    assertThat(pairNanos(20, 0, 40, 40)).as("each hides the other").isEqualTo(40);
    assertThat(pairNanos(20, 20, 40, 10)).as("the backward alone").isEqualTo(40);
  }

  private static long pairNanos(long forward, long inForward, long input, long inInput) {
    Stage stage =
        Stage.of(forward, input, 0)
            .withCommunication(new Stage.Communication(inForward, inInput, 0));
    return costs(stage).overlappedNanos(0, 0);
  }

  private static CostModel costs(Stage stage) {
    return new ProfiledCosts(
        List.of(stage), Cluster.ideal(1, Link.ofLatency(0), OptionalLong.empty()));
  }

  @Test
  void negativeTimesAreRefusedByName() {
    assertThatThrownBy(() -> Durations.of(TWO_STAGES, new UnitCosts(-1, 0)))
        .hasMessage("0F0 on lane device0 lasts -1 ns; a duration is at least 0");
    assertThatThrownBy(() -> Durations.of(TWO_STAGES, new UnitCosts(1, -2)))
        .hasMessage("1T0 on lane device1->device0 lasts -2 ns; a duration is at least 0");
  }

  @Test
  void thereIsOneForEachTask() {
    assertThatThrownBy(() -> Durations.check(TWO_STAGES, new long[2]))
        .hasMessage("2 durations for 9 tasks");
  }

  @Test
  void timesEndAfterTwoHundredAndNinetyTwoYears() {
    assertThat(Durations.endNanos(TWO_STAGES, 0, 1, Long.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> Durations.endNanos(TWO_STAGES, 0, 2, Long.MAX_VALUE - 1))
        .hasMessage(
            "0F0 on lane device0 starts at 2 ns and lasts 9223372036854775806 ns;"
                + " times go up to 9223372036854775807 ns");
  }

  private static Schedule twoStages() {
    ScheduleBuilder schedule = new ScheduleBuilder(2, 1);
    schedule.device(0).forward(0, 0).backward(0, 0).update(0);
    schedule.device(1).forward(1, 0).inputGradient(1, 0).weightGradient(1, 0).update(1);
    return TransferLowering.lower(schedule.build());
  }
}
