package dev.lockstep.core.schedule;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** A schedule that cannot be carried out is refused when it is built, in one line. */
final class T04_RefusalsTest {

  private final ScheduleBuilder schedule = new ScheduleBuilder(2, 1);

  @Test
  void doubleWrite() {
    schedule.device(0).forward(0, 0);
    schedule.device(1).forward(0, 0);
    refuses(
        "double write: A(0,0) is written by 0F0 on lane device0 and again by 0F0 on lane device1."
            + " Maybe one task was listed twice.");
  }

  @Test
  void missingInput() {
    schedule.device(1).forward(1, 0);
    refuses(
        "missing input: 1F0 on lane device1 reads A(0,0), which no task writes. Maybe the task that"
            + " writes it is not listed.");
  }

  @Test
  void deadlockWithinALane() {
    schedule.device(0).backward(1, 0).forward(1, 0).forward(0, 0);
    refuses(
        "deadlock: 1B0 on lane device0 waits for 1F0 on lane device0. Maybe a lane lists a task"
            + " before another that it depends on.");
  }

  @Test
  void deadlockBetweenLanes() {
    schedule.device(0).forward(0, 0).backward(0, 0).forward(0, 1).backward(0, 1);
    schedule.device(1).forward(1, 0).forward(1, 1).backward(1, 0).backward(1, 1);
    refuses(
        "deadlock: 0B0 on lane device0 waits for 1B0 on lane device1; 1F1 on lane device1 waits for"
            + " 0F1 on lane device0. Maybe a lane lists a task before another that it depends on.");
  }

  @Test
  void deadlockOfManyLanesNamesTheFirstEight() {
    int stages = 12;
    ScheduleBuilder ring = new ScheduleBuilder(stages, 1);
    for (int stage = 0; stage < stages; stage++) {
      ring.device(stage)
          .forwardFrom(stage, 0, new int[0])
          .after(0, stage)
          .signal(0, (stage + 1) % stages);
    }
    assertThatExceptionOfType(ScheduleException.class)
        .isThrownBy(ring::build)
        .withMessageStartingWith("deadlock: 0F0 on lane device0 waits for 11F0 on lane device11; ")
        .withMessageContaining(" (and 4 more). Maybe");
  }

  @Test
  void updateWithoutGradient() {
    LaneBuilder lane = schedule.device(0).forward(0, 0);
    assertThatExceptionOfType(ScheduleException.class)
        .isThrownBy(() -> lane.update(0))
        .withMessage(
            "update of stage 0 on lane device0 without a weight gradient since its last update");
  }

  @Test
  void weightsOfAForwardThatIsNotThere() {
    LaneBuilder lane = schedule.device(0).backward(1, 3);
    assertThatExceptionOfType(ScheduleException.class)
        .isThrownBy(lane::withForwardWeights)
        .withMessage(
            "1B3 on lane device0 names the weights of a forward that the lane does not list before"
                + " it");
  }

  @Test
  void weightsThatNoUpdateHasWritten() {
    LaneBuilder lane = schedule.device(0).forward(1, 3);
    assertThatExceptionOfType(ScheduleException.class)
        .isThrownBy(() -> lane.withWeights(1))
        .withMessage(
            "1F3 on lane device0 names weight version 1; the lane lists 0 updates of the stage"
                + " before it");
  }

  @Test
  void stageThatTheModelDoesNotHave() {
    LaneBuilder lane = schedule.device(0);
    assertThatExceptionOfType(ScheduleException.class)
        .isThrownBy(() -> lane.forward(2, 0))
        .withMessage(
            "FORWARD of stage 2, micro-batch 0 on lane device0; stages are 0 to 1, micro-batches 0"
                + " to 268435455");
  }

  @Test
  void modelWithoutStages() {
    assertThatExceptionOfType(ScheduleException.class)
        .isThrownBy(() -> new ScheduleBuilder(0, 1))
        .withMessage("0 stages; a schedule has 1 to 32768");
  }

  private void refuses(String message) {
    assertThatExceptionOfType(ScheduleException.class)
        .isThrownBy(schedule::build)
        .withMessage(message);
  }
}
