package dev.lockstep.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which weights a task reads follows from where its lane lists the updates. */
final class T03_WeightVersionsTest {

  @Test
  void aTaskReadsTheNewestWeightsOfItsLane() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1);
    builder.device(0).forward(0, 0).backward(0, 0).update(0).forward(0, 1).backward(0, 1);
    assertThat(versions(builder)).isEqualTo("0F0:0 0B0:0 0U0:1 0F1:1 0B1:1");
  }

  @Test
  void anUpdateBetweenForwardAndBackwardMakesThemDiffer() {
    assertThat(versions(twoInFlight(false))).isEqualTo("0F0:0 0F1:0 0B0:0 0U0:1 0B1:1 0U1:2");
  }

  @Test
  void unlessTheWeightsOfTheForwardAreStashed() {
    assertThat(versions(twoInFlight(true))).isEqualTo("0F0:0 0F1:0 0B0:0 0U0:1 0B1:0 0U1:2");
  }

  /** The backward takes the version of its forward, named or not. */
  @Test
  void aTaskMayNameAnOlderVersion() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1);
    LaneBuilder lane = builder.device(0).forward(0, 0).backward(0, 0).update(0);
    lane.forward(0, 1).withWeights(0).backward(0, 1).withForwardWeights().update(0);
    assertThat(versions(builder)).isEqualTo("0F0:0 0B0:0 0U0:1 0F1:0 0B1:0 0U1:2");
  }

  @Test
  void weightsPlayNoPartInTransfersAndWeightGradients() {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1);
    builder.device(0).forward(0, 0).inputGradient(0, 0).weightGradient(0, 0);
    assertThat(versions(builder)).isEqualTo("0F0:0 0I0:0 0W0:-1");
  }

  private static ScheduleBuilder twoInFlight(boolean stashing) {
    ScheduleBuilder builder = new ScheduleBuilder(1, 1);
    LaneBuilder lane = builder.device(0).forward(0, 0).forward(0, 1).backward(0, 0).update(0);
    lane.backward(0, 1);
    if (stashing) {
      lane.withForwardWeights();
    }
    lane.update(0);
    return builder;
  }

  private static String versions(ScheduleBuilder builder) {
    Schedule schedule = builder.build();
    StringBuilder text = new StringBuilder();
    for (int task = 0; task < schedule.taskCount(); task++) {
      text.append(' ').append(schedule.task(task)).append(':').append(schedule.weightVersion(task));
    }
    return text.substring(1);
  }
}
