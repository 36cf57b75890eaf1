package dev.lockstep.scenarios.plan;

import dev.lockstep.scenarios.scenario.Scenario;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * One model on one cluster.
 *
 * @param name what results call it
 * @param base the scenario whose degrees, micro-batch, recomputation and strategy are open
 * @param file that says so, beside which strategies' files lie
 * @param space what is tried
 * @param limits what must be kept to
 */
public record Problem(String name, Scenario base, Path file, SearchSpace space, Limits limits) {

  /** Devices of a scenario's cluster; empty if it does not say. */
  public static OptionalInt devices(Scenario scenario) {
    return Extent.devices(scenario.cluster());
  }
}
