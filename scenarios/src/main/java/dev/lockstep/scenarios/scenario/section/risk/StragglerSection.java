package dev.lockstep.scenarios.scenario.section.risk;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A device or a link that is slow: always, for a while, or now and then.
 *
 * @param device pipeline rank that computes slowly
 * @param link two ranks, as in {@code 2-3}, of which the first sends slowly to the second
 * @param factor times as long
 * @param fromMs tasks that start from then on, counted from the start of the run
 * @param toMs tasks that start before
 * @param probability share of iterations in which it is slow
 */
public record StragglerSection(
    @Key("pipeline rank that computes slowly") @Bounds(min = 0, max = 1e6) OptionalInt device,
    @Key("two pipeline ranks, such as \"2-3\", of which the first sends slowly to the second")
        Optional<String> link,
    @Key("tasks take so many times as long") @Bounds(min = 1e-3, max = 1e6) double factor,
    @Key("tasks that start then or later, from the start of the run; the first if absent")
        @Bounds(min = 0, max = Bounds.MS)
        OptionalDouble fromMs,
    @Key("tasks that start before then; to the last if absent") @Bounds(min = 0, max = Bounds.MS)
        OptionalDouble toMs,
    @Key(value = "share of the iterations in which it is slow, drawn for each", or = "1")
        @Bounds(min = 0, max = 1)
        double probability) {}
