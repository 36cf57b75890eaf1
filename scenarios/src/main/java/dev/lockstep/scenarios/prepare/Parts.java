package dev.lockstep.scenarios.prepare;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.sim.Sharing;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.scenarios.assembly.NetworkStages;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.scenario.Scenario;
import java.util.Set;

/**
 * What runs of one scenario have in common, whatever the constants of its devices: the schedules,
 * which depend on what stages cost only as far as the workload estimates it, and the shape of the
 * network.
 */
public interface Parts {

  /**
   * The strategy's schedule of a workload, as planned: without transfers.
   *
   * @throws RefusedException if the strategy does not admit the workload
   */
  Schedule planned(Strategy strategy, Workload workload);

  /**
   * The same with its transfers, and with the gradient collectives of some stages.
   *
   * @param reducing stages, by global index, that have replicas
   * @param sharing what happens where transfers meet on a link
   * @throws RefusedException if the strategy does not admit the workload
   */
  Schedule lowered(Strategy strategy, Workload workload, Set<Integer> reducing, Sharing sharing);

  /**
   * The network of the scenario on its devices.
   *
   * @throws IllegalArgumentException in one line, if its parts do not fit
   */
  NetworkStages network(Scenario scenario, FittedConstants constants);
}
