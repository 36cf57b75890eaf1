package dev.lockstep.scenarios.scenario.section.model;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A residual network by its shape.
 *
 * @param depth layers: 18, 34, 50, 101, 152; 6n + 2 for small images; 6n + 4 of a wide one
 * @param width times the usual channels, which makes it a wide residual network
 * @param bottleneck whether blocks of a network for small images are bottlenecks
 * @param image rows and columns of an image
 * @param classes classes told apart
 * @param granularity how finely it may be cut
 */
public record ResNetModel(
    @Key("layers: 18, 34, 50, 101, 152; 6n + 2 for images of 32; 6n + 4 with a width")
        @Bounds(min = 1, max = 10_000)
        int depth,
    @Key("widening factor: a WRN-depth-width for images of 32") @Bounds(min = 1, max = 1000)
        OptionalInt width,
    @Key("blocks of three convolutions where the depth is 9n + 2; false if absent")
        Optional<Boolean> bottleneck,
    @Key("rows and columns of an image; 224 for depths of ImageNet, else 32")
        @Bounds(min = 8, max = 10_000)
        OptionalInt image,
    @Key("classes told apart; 1000 for large images, else 10") @Bounds(min = 1, max = 1e6)
        OptionalInt classes,
    @Key("where it may be cut; blocks if absent") Optional<Granularity> granularity) {}
