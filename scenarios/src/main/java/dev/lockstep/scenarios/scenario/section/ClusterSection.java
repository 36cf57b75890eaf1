package dev.lockstep.scenarios.scenario.section;

import dev.lockstep.scenarios.scenario.key.ExactlyOne;
import dev.lockstep.scenarios.scenario.key.Key;

/**
 * What the model is trained on.
 *
 * @param ideal equal devices with private links
 */
@ExactlyOne
public record ClusterSection(@Key("equal devices with private links") IdealCluster ideal) {}
