package dev.lockstep.scenarios.prepare;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.lowering.CollectiveLowering;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.sim.Sharing;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.scenario.Scenario;
import java.util.Set;

/** Parts that are made each time they are asked for, and forgotten. */
public record FreshParts() implements Parts {

  @Override
  public Schedule planned(Strategy strategy, Workload workload) {
    try {
      return strategy.plan(workload);
    } catch (ScheduleException e) {
      throw RefusedException.of("/strategy", e);
    }
  }

  @Override
  public Schedule lowered(
      Strategy strategy, Workload workload, Set<Integer> reducing, Sharing sharing) {
    Schedule planned = planned(strategy, workload);
    Schedule transfers = TransferLowering.lower(planned, links(planned, sharing));
    return CollectiveLowering.lower(
        transfers,
        reducing::contains,
        strategy.updatesPerExchange(),
        strategy.exchangesWithPeers());
  }

  @Override
  public NetworkStages network(Scenario scenario, FittedConstants constants) {
    return new NetworkStages(scenario, constants, setup -> setup);
  }

  /**
   * From one device to another one value goes after the other where bandwidth is divided fairly, as
   * over one connection: otherwise all that one device has to send would slow each other down.
   */
  private static Dispatch links(Schedule planned, Sharing sharing) {
    if (sharing != Sharing.FAIR_SHARE) {
      return Dispatch.CONCURRENT;
    }
    return planned.isWorkConserving() ? Dispatch.WORK_CONSERVING : Dispatch.IN_ORDER;
  }
}
