package dev.lockstep.scenarios.scenario.section.model;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One measured layer, for one micro-batch. Either {@code backwardMs} is present, or both {@code
 * backwardInputMs} and {@code backwardWeightMs}.
 *
 * @param name what cut points may call it
 * @param forwardMs time of a forward
 * @param backwardMs time of a whole backward
 * @param backwardInputMs time of an input gradient
 * @param backwardWeightMs time of a weight gradient
 * @param activationBytes what a forward leaves for the backward
 * @param outputBytes what the layer hands to the next
 * @param parameterBytes weights of the layer
 * @param auxiliaryMs time of an auxiliary head placed behind this layer
 */
public record Layer(
    @Key("what cut points may call it") String name,
    @Key("forward of one micro-batch") @Bounds(min = 0, max = Bounds.MS) double forwardMs,
    @Key("whole backward; or give backwardInputMs and backwardWeightMs")
        @Bounds(min = 0, max = Bounds.MS)
        OptionalDouble backwardMs,
    @Key("input gradient; with backwardWeightMs") @Bounds(min = 0, max = Bounds.MS)
        OptionalDouble backwardInputMs,
    @Key("weight gradient; with backwardInputMs") @Bounds(min = 0, max = Bounds.MS)
        OptionalDouble backwardWeightMs,
    @Key("what a forward leaves for the backward") @Bounds(min = 0, max = Bounds.BYTES)
        OptionalLong activationBytes,
    @Key("what the layer hands to the next") @Bounds(min = 0, max = Bounds.BYTES)
        OptionalLong outputBytes,
    @Key("weights of the layer") @Bounds(min = 0, max = Bounds.BYTES) OptionalLong parameterBytes,
    @Key("auxiliary head behind this layer: forward, loss and backward")
        @Bounds(min = 0, max = Bounds.MS)
        OptionalDouble auxiliaryMs) {}
