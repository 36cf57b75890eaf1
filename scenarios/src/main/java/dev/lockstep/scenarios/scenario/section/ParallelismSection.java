package dev.lockstep.scenarios.scenario.section;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;

/**
 * How the model is spread.
 *
 * @param pipeline devices of the pipeline
 */
public record ParallelismSection(
    @Key("devices of the pipeline") @Bounds(min = 1, max = 4096) int pipeline) {}
