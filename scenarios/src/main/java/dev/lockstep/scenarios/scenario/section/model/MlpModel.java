package dev.lockstep.scenarios.scenario.section.model;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.OptionalInt;

/**
 * A multilayer perceptron by its shape.
 *
 * @param depth hidden layers
 * @param width features of a hidden layer
 * @param inputs features of a sample
 * @param classes classes told apart
 */
public record MlpModel(
    @Key("hidden layers") @Bounds(min = 1, max = 10_000) int depth,
    @Key("features of a hidden layer") @Bounds(min = 1, max = 1e6) int width,
    @Key("features of a sample; 784 if absent") @Bounds(min = 1, max = 1e8) OptionalInt inputs,
    @Key("classes told apart; 10 if absent") @Bounds(min = 1, max = 1e6) OptionalInt classes) {}
