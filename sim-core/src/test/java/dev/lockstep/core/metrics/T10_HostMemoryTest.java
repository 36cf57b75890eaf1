package dev.lockstep.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.cost.ProfiledCosts;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.sim.Simulation;
import dev.lockstep.core.testing.Timetable;
import dev.lockstep.core.timeline.Timeline;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Weights that come to a device from its host: 4 bytes, 2 of optimizer states, 1 a nanosecond. */
class T10_HostMemoryTest {

  private static final OptionalLong UNKNOWN = OptionalLong.empty();

  private static final ProfiledCosts COSTS =
      new ProfiledCosts(
          List.of(
              new Stage(
                  10,
                  10,
                  10,
                  0,
                  0,
                  new Stage.Memory(
                      OptionalLong.of(100),
                      UNKNOWN,
                      UNKNOWN,
                      OptionalLong.of(4),
                      UNKNOWN,
                      OptionalLong.of(2),
                      UNKNOWN))),
          Cluster.ideal(1, Link.ofLatency(0), UNKNOWN),
          OptionalDouble.of(1e9));

  @Test
  void aMoveTakesItsBytesByTheHostsBandwidth() {
    assertThat(Timetable.of(timeline()))
        .isEqualTo(
            """
            device0: 0F0[4,14) 0F1[18,28) 0B1[28,48) 0U1[48,48)
            host->device0: 0FE0[0,4) 0FE1[14,18) 0FS1[18,20)
            device0->host: 0ST1[48,54)
            """);
    assertThat(Timetable.of(Simulation.run(timeline().schedule(), COSTS)))
        .isEqualTo(Timetable.of(timeline()));
  }

  /** The first stay ends with its forward, the second when weights and states are back. */
  @Test
  void weightsTakeTheirPlaceFromTheLoadToTheLastTaskOrMove() {
    MemoryUse use = MemoryProfile.of(timeline(), COSTS).get(0);

    assertThat(
            use.steps().stream()
                .map(step -> step.fromNanos() + ":" + step.sizeBytes())
                .collect(Collectors.joining(" ")))
        .isEqualTo("0:0 0:4 14:0 14:4 18:6 18:106 28:110 48:10 48:6 54:2 54:0");
    assertThat(use.atPeak())
        .containsEntry(MemoryCategory.WEIGHTS, 4L)
        .containsEntry(MemoryCategory.OPTIMIZER, 2L)
        .containsEntry(MemoryCategory.GRADIENTS, 4L);
  }

  private static Timeline timeline() {
    ScheduleBuilder schedule = new ScheduleBuilder(1, 1);
    schedule.device(0).forwardKeepingNothing(0, 0).after(0, 0).signal(1, 0);
    schedule.device(0).forward(0, 1).after(0, 1).backward(0, 1).update(0).after(2, 1).signal(3, 1);
    LaneBuilder load = schedule.fromHost(0);
    move(load, Operation.FETCH, 0).signal(0, 0);
    move(load, Operation.FETCH, 1).after(1, 0).signal(0, 1);
    move(load, Operation.FETCH_STATES, 1).signal(2, 1);
    move(schedule.toHost(0), Operation.STORE, 1).after(3, 1);
    return Replay.run(schedule.build(), COSTS);
  }

  private static LaneBuilder move(LaneBuilder lane, Operation operation, int microBatch) {
    return lane.task(operation, 0, microBatch, 0, List.of(), List.of());
  }
}
