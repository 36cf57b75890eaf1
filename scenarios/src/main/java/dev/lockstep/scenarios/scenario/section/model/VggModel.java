package dev.lockstep.scenarios.scenario.section.model;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A plain convolutional network by its shape.
 *
 * @param depth 11, 13, 16 or 19
 * @param batchNorm whether each convolution is followed by a normalisation
 * @param image rows and columns of an image
 * @param classes classes told apart
 * @param granularity how finely it may be cut
 */
public record VggModel(
    @Key("layers with weights: 11, 13, 16 or 19") @Bounds(min = 1, max = 1000) int depth,
    @Key("a normalisation behind each convolution; false for large images, else true")
        Optional<Boolean> batchNorm,
    @Key("rows and columns of an image; 224 if absent. Up to 64, one linear layer instead of three")
        @Bounds(min = 32, max = 10_000)
        OptionalInt image,
    @Key("classes told apart; 1000 for large images, else 10") @Bounds(min = 1, max = 1e6)
        OptionalInt classes,
    @Key("where it may be cut; blocks if absent") Optional<Granularity> granularity) {}
