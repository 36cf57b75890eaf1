package dev.lockstep.scenarios.scenario.section.model;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;

/**
 * Cost of each stage for one micro-batch; a stage is a device's whole share of the model. Either
 * {@code backwardMs} is present, or both {@code backwardInputMs} and {@code backwardWeightMs}.
 *
 * @param stages devices that the model is spread over
 * @param forwardMs time of a forward
 * @param backwardMs time of a whole backward
 * @param backwardInputMs time of an input gradient
 * @param backwardWeightMs time of a weight gradient
 * @param auxiliaryMs time of an auxiliary head: forward, loss and backward
 * @param updateMs time of an update
 * @param activationBytes what a forward leaves for the backward
 * @param weightGradientStashBytes what waits for the weight gradient after the input gradient
 * @param boundaryBytes what a stage sends to the next
 * @param parameterBytes weights of the stage
 */
public record Profile(
    @Key("stages, one on each device") @Bounds(min = 1, max = 4096) int stages,
    @Key("forward of one micro-batch") @Bounds(min = 1e-6, max = Bounds.MS) PerStage forwardMs,
    @Key("whole backward; or give backwardInputMs and backwardWeightMs")
        @Bounds(min = 1e-6, max = Bounds.MS)
        Optional<PerStage> backwardMs,
    @Key("input gradient; with backwardWeightMs") @Bounds(min = 0, max = Bounds.MS)
        Optional<PerStage> backwardInputMs,
    @Key("weight gradient; with backwardInputMs") @Bounds(min = 0, max = Bounds.MS)
        Optional<PerStage> backwardWeightMs,
    @Key("auxiliary head: forward, loss and backward") @Bounds(min = 0, max = Bounds.MS)
        Optional<PerStage> auxiliaryMs,
    @Key("update of the weights") @Bounds(min = 0, max = Bounds.MS) Optional<PerStage> updateMs,
    @Key("what a forward leaves for the backward") @Bounds(min = 0, max = Bounds.BYTES)
        Optional<PerStage> activationBytes,
    @Key("what waits for the weight gradient after the input gradient")
        @Bounds(min = 0, max = Bounds.BYTES)
        Optional<PerStage> weightGradientStashBytes,
    @Key("what a stage sends to the next") @Bounds(min = 0, max = Bounds.BYTES)
        Optional<PerStage> boundaryBytes,
    @Key("weights of the stage") @Bounds(min = 0, max = Bounds.BYTES)
        Optional<PerStage> parameterBytes) {}
