package dev.lockstep.strategies.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import dev.lockstep.strategies.local.ForwardGradient.Perturbation;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stages that try a change and learn what it does, instead of going backward. */
class T24_ForwardGradientTest {

  @Test
  void oneTangentFollowsTheForwardThroughAllStages() {
    assertThat(Runs.drawing(Runs.run(new ForwardGradient(), Workload.of(3, 2), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0   F0 TF0  F1 TF1   .   .   .   .   .   .
            device 1    .  F0 TF0  F1 TF1   .   .   .   .   .
            device 2    .   .  F0 TF0  B0  B0  F1 TF1  B1  B1
            """);
  }

  @Test
  void orOneFromEachStageThatIsPerturbed() {
    var strategy = new ForwardGradient(Perturbation.PER_BLOCK);

    assertThat(strategy.plan(Workload.of(3, 1)).toString())
        .isEqualTo(
            """
            device0: 0F0 0TF0 0P0 0U0
            device1: 1F0 1TF0 1TF0 1P0 1U0
            device2: 2F0 2TF0 2TF0 2B0 2U0
            """);
  }

  @Test
  void orNoneLeavesItsStage() {
    var strategy = new ForwardGradient(Perturbation.LOCAL);
    Times times = Times.unit(1).withHead(1);

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(3, 2), times), 1))
        .isEqualTo(
            """
            device 0   F0 TF0  A0  F1 TF1  A1   .   .
            device 1    .  F0 TF0  A0  F1 TF1  A1   .
            device 2    .   .  F0  B0  B0  F1  B1  B1
            """);
  }

  /** The number comes back to each stage in one message. */
  @Test
  void oneNumberIsSentBack() {
    Schedule lowered = TransferLowering.lower(new ForwardGradient().plan(Workload.of(4, 3)));

    assertThat(lowered.lanes()).filteredOn(lane -> lane.isLink() && lane.device() == 3).hasSize(3);
    assertThat(lowered.toString()).contains("device3->device0: 3T0 3T1 3T2");
  }

  /** 2 K for all stages at once, K + K (K + 1) / 2 - 1 for each by itself. */
  @ParameterizedTest
  @CsvSource({"2", "3", "4", "8", "16"})
  void takesSoManyForwardsAndTangents(int stages) {
    assertThat(passes(Perturbation.JOINT, stages)).isEqualTo(2 * stages);
    assertThat(passes(Perturbation.PER_BLOCK, stages))
        .isEqualTo(stages + stages * (stages + 1) / 2 - 1);
    assertThat(passes(Perturbation.LOCAL, stages)).isEqualTo(2 * stages - 1);
  }

  /** (K - 1) F + m (2 F + B), (K - 1) F + m (K F + B). */
  @ParameterizedTest
  @CsvSource({"2,1", "2,5", "3,4", "8,1", "8,16"})
  void theLastStageTakesLongest(int stages, int microBatches) {
    Times times = new Times(10, 12, 9, 0, 0);

    assertThat(Runs.makespan(new ForwardGradient(), stages, microBatches, times))
        .isEqualTo((stages - 1) * 10L + microBatches * (2 * 10L + 21));
    assertThat(
            Runs.makespan(new ForwardGradient(Perturbation.PER_BLOCK), stages, microBatches, times))
        .isEqualTo((stages - 1) * 10L + microBatches * (stages * 10L + 21));
  }

  /** max(2 F + A, F + B) a micro-batch. */
  @ParameterizedTest
  @CsvSource({"2,3", "4,20", "8,11"})
  void aLocalTargetDecouplesTheStages(int stages, long head) {
    Times times = new Times(10, 12, 9, head, 0);
    Timeline timeline =
        Runs.run(new ForwardGradient(Perturbation.LOCAL), new Workload(stages, 1, 60), times);

    assertThat(new SteadyState(timeline, 40, 50).iterationNanos())
        .isEqualTo(Math.max(20.0 + head, 31));
  }

  /** Forwards on all 4 stages, a backward of 20 on the last only. */
  @Test
  void onlyTheLastStageDoesTheWorkOfBackpropagation() {
    Timeline timeline = Runs.run(new ForwardGradient(), new Workload(4, 1, 60), Times.unit(10));
    SteadyState steady = new SteadyState(timeline, 40, 50);

    assertThat(steady.usefulUtilisation(Times.unit(10).costs(4)) * steady.iterationNanos())
        .isEqualTo((4 * 10 + 20) / 4.0);
  }

  private static long passes(Perturbation perturbation, int stages) {
    Schedule schedule = new ForwardGradient(perturbation).plan(Workload.of(stages, 1));
    return IntStream.range(0, schedule.taskCount())
        .mapToObj(schedule::operation)
        .filter(operation -> operation == Operation.FORWARD || operation == Operation.TANGENT)
        .count();
  }
}
