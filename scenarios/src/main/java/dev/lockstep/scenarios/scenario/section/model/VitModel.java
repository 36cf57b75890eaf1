package dev.lockstep.scenarios.scenario.section.model;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A vision transformer by its shape. What is absent is taken from the preset, if there is one.
 *
 * @param preset a known model to start from
 * @param depth blocks
 * @param width of the residual stream
 * @param heads attention heads
 * @param image rows and columns of an image
 * @param patch rows and columns of a patch
 * @param classes classes told apart
 */
public record VitModel(
    @Key("a known vision transformer to start from") Optional<String> preset,
    @Key("blocks; needed without a preset") @Bounds(min = 1, max = 10_000) OptionalInt depth,
    @Key("width of the residual stream; needed without a preset") @Bounds(min = 1, max = 1e6)
        OptionalInt width,
    @Key("attention heads; width / 64 if absent") @Bounds(min = 1, max = 10_000) OptionalInt heads,
    @Key("rows and columns of an image; 224 if absent") @Bounds(min = 1, max = 100_000)
        OptionalInt image,
    @Key("rows and columns of a patch; 16 if absent") @Bounds(min = 1, max = 10_000)
        OptionalInt patch,
    @Key("classes told apart; 1000 if absent") @Bounds(min = 1, max = 1e6) OptionalInt classes) {}
