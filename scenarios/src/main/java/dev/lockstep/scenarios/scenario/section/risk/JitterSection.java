package dev.lockstep.scenarios.scenario.section.risk;

import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;

/**
 * How times vary from one task to the next.
 *
 * @param compute of everything that a device computes, where nothing else is said
 * @param forward of forwards, also second ones
 * @param backward of backwards; both halves of one that is split vary as the whole would
 * @param auxiliary of auxiliary heads
 * @param update of optimizer steps
 * @param transfer of transfers between devices, and between a device and its host
 * @param collective of collectives that are tasks of their own
 */
public record JitterSection(
    @Key("of everything that a device computes, where nothing else is said")
        Optional<JitterRule> compute,
    @Key("of forwards, instead of compute") Optional<JitterRule> forward,
    @Key("of backwards, instead of compute") Optional<JitterRule> backward,
    @Key("of auxiliary heads, instead of compute") Optional<JitterRule> auxiliary,
    @Key("of optimizer steps, instead of compute") Optional<JitterRule> update,
    @Key("of transfers between devices") Optional<JitterRule> transfer,
    @Key("of gradient collectives") Optional<JitterRule> collective) {}
