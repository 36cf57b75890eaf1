package dev.lockstep.scenarios.prepare;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Set;

/** Where the schedules of one scenario come from. None of them depends on what stages cost. */
public interface Schedules {

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
   * @throws RefusedException if the strategy does not admit the workload
   */
  Schedule lowered(Strategy strategy, Workload workload, Set<Integer> reducing);
}
