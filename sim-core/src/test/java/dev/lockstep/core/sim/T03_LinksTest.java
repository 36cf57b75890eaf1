package dev.lockstep.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cost.UnitCosts;
import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.testing.Timetable;
import org.junit.jupiter.api.Test;

/** Two forwards of 10 each send their activation, which takes 25. */
final class T03_LinksTest {

  @Test
  void aConcurrentLinkCarriesAllTransfersAtOnce() {
    assertThat(simulated(Dispatch.CONCURRENT))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0F1[10,20)
            device1: 1F0[35,45) 1F1[45,55)
            device0->device1: 0T0[10,35) 0T1[20,45)
            """);
  }

  @Test
  void anInOrderLinkCarriesOneAfterTheOther() {
    assertThat(simulated(Dispatch.IN_ORDER))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0F1[10,20)
            device1: 1F0[35,45) 1F1[60,70)
            device0->device1: 0T0[10,35) 0T1[35,60)
            """);
  }

  @Test
  void aWorkConservingLinkCarriesWhatIsThereThoughItIsListedLast() {
    assertThat(simulated(Dispatch.WORK_CONSERVING, 1, 0))
        .isEqualTo(
            """
            device0: 0F0[0,10) 0F1[10,20)
            device1: 1F0[35,45) 1F1[60,70)
            device0->device1: 0T0[10,35) 0T1[35,60)
            """);
  }

  private static String simulated(Dispatch dispatch) {
    return simulated(dispatch, 0, 1);
  }

  private static String simulated(Dispatch dispatch, int... microBatches) {
    ScheduleBuilder builder = new ScheduleBuilder(2, 2);
    builder.device(0).forward(0, 0).forward(0, 1);
    builder.device(1).forward(1, 0).forward(1, 1);
    LaneBuilder link = builder.link(0, 1, dispatch);
    for (int microBatch : microBatches) {
      link.transfer(Value.of(ValueKind.ACTIVATION, 0, microBatch));
    }
    return Timetable.of(Simulation.run(builder.build(), new UnitCosts(10, 25)));
  }
}
