package dev.lockstep.scenarios.scenario.section.risk;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What fails how often, and how the job saves its state against that.
 *
 * @param deviceMtbfHours mean time between failures of one device
 * @param nodeMtbfHours mean time between failures of one node, whatever its devices do
 * @param weibullShape 1: at random; below 1 in clusters, above 1 by wear
 * @param checkpointIntervalMinutes training between two checkpoints
 * @param checkpointSeconds training stands still for so long while one is written
 * @param restartSeconds from a failure until training goes on
 * @param spares that stand ready to take the place of what failed
 * @param repairHours from a failure until what failed is itself a spare
 */
public record FaultsSection(
    @Key("mean time between failures of one device; never fails if absent")
        @Bounds(min = 1e-3, max = Bounds.MS)
        OptionalDouble deviceMtbfHours,
    @Key("mean time between failures of one node beside those of its devices; never if absent")
        @Bounds(min = 1e-3, max = Bounds.MS)
        OptionalDouble nodeMtbfHours,
    @Key(value = "shape of the Weibull distribution of the job's times between failures", or = "1")
        @Bounds(min = 0.1, max = 10)
        double weibullShape,
    @Key("training between two checkpoints; the best for exponential failures if absent")
        @Bounds(min = 1e-3, max = 1e6)
        OptionalDouble checkpointIntervalMinutes,
    @Key("training stands still for so long while a checkpoint is written")
        @Bounds(min = 0, max = 1e6)
        double checkpointSeconds,
    @Key("from a failure until training goes on from the last checkpoint")
        @Bounds(min = 0, max = 1e6)
        double restartSeconds,
    @Key("nodes that stand ready to take the place of what failed; always one if absent")
        @Bounds(min = 0, max = 1e6)
        OptionalInt spares,
    @Key("from a failure until what failed is itself a spare; goes with spares")
        @Bounds(min = 0, max = 1e6)
        OptionalDouble repairHours) {}
