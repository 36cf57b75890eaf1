package dev.lockstep.core.metrics;

import dev.lockstep.core.cluster.Cluster;
import dev.lockstep.core.cluster.Link;
import dev.lockstep.core.cost.CostModel;
import dev.lockstep.core.cost.ProfiledCosts;
import dev.lockstep.core.model.Stage;
import dev.lockstep.core.replay.Replay;
import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.timeline.Timeline;
import java.util.List;
import java.util.OptionalLong;

/** Small orders that several tests measure, one stage a device. */
final class Orders {

  private Orders() {}

  /** Every micro-batch an iteration: forward down, backward up, then the next one. */
  static Schedule oneAfterAnother(int stages, int iterations) {
    ScheduleBuilder schedule = new ScheduleBuilder(stages, 1);
    for (int stage = 0; stage < stages; stage++) {
      for (int i = 0; i < iterations; i++) {
        schedule.device(stage).forward(stage, i).backward(stage, i).update(stage);
      }
    }
    return TransferLowering.lower(schedule.build());
  }

  /** All forwards, then all backwards in the order of the forwards. */
  static Schedule fillAndDrain(int stages, int microBatches, int iterations) {
    ScheduleBuilder schedule = new ScheduleBuilder(stages, microBatches);
    for (int stage = 0; stage < stages; stage++) {
      LaneBuilder lane = schedule.device(stage);
      for (int first = 0; first < microBatches * iterations; first += microBatches) {
        for (int i = first; i < first + microBatches; i++) {
          lane.forward(stage, i);
        }
        for (int i = first; i < first + microBatches; i++) {
          lane.backward(stage, i);
        }
        lane.update(stage);
      }
    }
    return TransferLowering.lower(schedule.build());
  }

  /** PipeDream: a stream without flush, every backward with the weights of its forward. */
  static Schedule stream(int stages, int microBatches) {
    ScheduleBuilder schedule = new ScheduleBuilder(stages, 1);
    for (int stage = 0; stage < stages; stage++) {
      LaneBuilder lane = schedule.device(stage);
      int ahead = stages - 1 - stage;
      for (int i = 0; i < microBatches + ahead; i++) {
        if (i < microBatches) {
          lane.forward(stage, i);
        }
        if (i >= ahead) {
          lane.backward(stage, i - ahead).withForwardWeights().update(stage);
        }
      }
    }
    return TransferLowering.lower(schedule.build());
  }

  static CostModel costs(long transferNanos, Stage... stages) {
    return new ProfiledCosts(
        List.of(stages),
        Cluster.ideal(stages.length, Link.ofLatency(transferNanos), OptionalLong.empty()));
  }

  static Timeline run(Schedule schedule, long transferNanos, Stage... stages) {
    return Replay.run(schedule, costs(transferNanos, stages));
  }
}
