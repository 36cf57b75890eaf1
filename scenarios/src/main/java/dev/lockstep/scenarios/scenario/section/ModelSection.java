package dev.lockstep.scenarios.scenario.section;

import dev.lockstep.scenarios.scenario.key.ExactlyOne;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;

/**
 * What is trained: exactly one of its components is present.
 *
 * @param profile the cost of each stage
 * @param layers the cost of each layer
 */
@ExactlyOne
public record ModelSection(
    @Key("cost of each stage, given directly") Optional<Profile> profile,
    @Key("measured layers, one row each") Optional<Layers> layers) {}
