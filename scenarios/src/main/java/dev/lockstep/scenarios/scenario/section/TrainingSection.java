package dev.lockstep.scenarios.scenario.section;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.OptionalInt;

/**
 * How a mini-batch is split.
 *
 * @param microBatches micro-batches of a mini-batch: as given, or {@code globalBatch / microBatch}
 * @param globalBatch samples of a mini-batch, if given
 * @param microBatch samples of a micro-batch, if given
 */
public record TrainingSection(
    @Key(value = "micro-batches of a mini-batch; or give globalBatch and microBatch", or = "null")
        @Bounds(min = 1, max = 1e6)
        int microBatches,
    @Key("samples of a mini-batch; with microBatch") @Bounds(min = 1, max = 1e9)
        OptionalInt globalBatch,
    @Key("samples of a micro-batch") @Bounds(min = 1, max = 1e9) OptionalInt microBatch) {}
