package dev.lockstep.strategies.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.lowering.CollectiveLowering;
import dev.lockstep.core.strategy.Workload;
import org.junit.jupiter.api.Test;

/** The whole model on every device. */
class T19_DataParallelTest {

  @Test
  void oneReplicaTrainsAsOneDeviceDoes() {
    Workload workload = new Workload(1, 3, 2);

    assertThat(new DataParallel().plan(workload).toString())
        .isEqualTo(new Sequential().plan(workload).toString())
        .isEqualTo("device0: 0F0 0B0 0F1 0B1 0F2 0B2 0U2 0F3 0B3 0F4 0B4 0F5 0B5 0U5\n");
  }

  @Test
  void replicasSumTheirGradientsBeforeEachUpdate() {
    var schedule = new DataParallel().plan(new Workload(1, 2, 2));

    assertThat(CollectiveLowering.lower(schedule, stage -> true).toString())
        .isEqualTo(
            """
            device0: 0F0 0B0 0F1 0B1 0U1 0F2 0B2 0F3 0B3 0U3
            device0 collectives: 0R1 0R3
            """);
  }

  @Test
  void refusesAPipeline() {
    assertThatThrownBy(() -> new DataParallel().plan(Workload.of(4, 8)))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "data-parallel with the model cut into 4 stages; every device holds all of it."
                + " Maybe use a pipeline of 1 and a data-parallel degree of 4.");
  }
}
