package dev.lockstep.scenarios.plan;

import dev.lockstep.scenarios.scenario.Scenario;
import java.nio.file.Path;

/**
 * One model on one cluster.
 *
 * @param name what results call it
 * @param base the scenario whose degrees, micro-batch, recomputation and strategy are open
 * @param file that says so, beside which strategies' files lie
 * @param space what is tried
 * @param limits what must be kept to
 */
public record Problem(String name, Scenario base, Path file, SearchSpace space, Limits limits) {}
