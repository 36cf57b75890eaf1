package dev.lockstep.strategies.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.model.Stage;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.lowering.CollectiveLowering;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.Times;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replicas that average their weights now and then. */
class T20_LocalSgdTest {

  @Test
  void oneReplicaTrainsAsOneDeviceDoes() {
    Workload workload = new Workload(1, 3, 2);

    assertThat(new LocalSgd(2).plan(workload).toString())
        .isEqualTo(new Sequential().plan(workload).toString());
  }

  @Test
  void replicasMeetAtEverySecondUpdate() {
    assertThat(replicated(new LocalSgd(2), 2, 5).toString())
        .isEqualTo(
            """
            device0: 0F0 0B0 0F1 0B1 0U1 0F2 0B2 0F3 0B3 0U3 0F4 0B4 0F5 0B5 0U5 0F6 0B6 0F7 0B7 0U7 0F8 0B8 0F9 0B9 0U9
            device0 collectives: 0R3 0R7
            """);
  }

  @Test
  void withAnAverageAtEveryStepIsDataParallel() {
    assertThat(replicated(new LocalSgd(1), 3, 4).toString())
        .isEqualTo(replicated(new DataParallel(), 3, 4).toString());
    assertThat(nanos(new LocalSgd(1), 3, 4)).isEqualTo(nanos(new DataParallel(), 3, 4));
  }

  /** H (m (F + B) + U) + C for H steps: 10, 12, 9, 4 and 70 each. */
  @ParameterizedTest
  @CsvSource({"1,1", "1,8", "4,1", "8,3", "16,2"})
  void paysForACollectiveOnceInSoManySteps(int localSteps, int microBatches) {
    long round = localSteps * (microBatches * 31L + 4) + 70;

    assertThat(nanos(new LocalSgd(localSteps), microBatches, 3 * localSteps)).isEqualTo(3 * round);
  }

  @Test
  void refusesAPipeline() {
    assertThatThrownBy(() -> new LocalSgd(8).plan(Workload.of(4, 8)))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "local-sgd with the model cut into 4 stages; every device holds all of it."
                + " Maybe use a pipeline of 1 and a data-parallel degree of 4.");
  }

  private static Schedule replicated(Strategy strategy, int microBatches, int steps) {
    return CollectiveLowering.lower(
        strategy.plan(new Workload(1, microBatches, steps)),
        stage -> true,
        strategy.updatesPerExchange());
  }

  private static long nanos(Strategy strategy, int microBatches, int steps) {
    Stage stage = new Stage(10, 12, 9, 0, 4, Stage.Memory.UNKNOWN).withCollectiveNanos(70);
    return Replay.run(replicated(strategy, microBatches, steps), Times.costs(List.of(stage), 0))
        .makespanNanos();
  }
}
