package dev.lockstep.scenarios.scenario.section;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import dev.lockstep.scenarios.scenario.section.risk.FaultsSection;
import dev.lockstep.scenarios.scenario.section.risk.JitterSection;
import dev.lockstep.scenarios.scenario.section.risk.StragglerSection;
import java.util.List;
import java.util.Optional;

/**
 * How the schedule is turned into a timeline.
 *
 * @param engine which reader of the schedule
 * @param iterations measured iterations, after the warm-up
 * @param seed of all that is random
 * @param network how transfers share links
 * @param jitter how times vary, if the file says so
 * @param stragglers devices and links that are slow
 * @param faults what fails and how state is saved against it, if the file says so
 */
public record SimulationSection(
    @Key(value = "auto takes the replay wherever it is exact", or = "\"auto\"") Engine engine,
    @Key(value = "measured iterations, after the warm-up", or = "3") @Bounds(min = 1, max = 1e6)
        int iterations,
    @Key(value = "of all that is random", or = "1") @Bounds(min = 0, max = Bounds.BYTES) long seed,
    @Key(value = "how transfers share links", or = "\"private\"") Network network,
    @Key("how times vary from one task to the next") Optional<JitterSection> jitter,
    @Key(value = "devices and links that are slow", or = "[]") List<StragglerSection> stragglers,
    @Key("what fails how often, and how the job saves its state; for the command risk")
        Optional<FaultsSection> faults) {

  /** Copies the list. */
  public SimulationSection {
    stragglers = List.copyOf(stragglers);
  }

  /** Whether times depend on the seed. */
  public boolean isRandom() {
    return jitter.isPresent()
        || stragglers.stream().anyMatch(one -> one.probability() > 0 && one.probability() < 1);
  }

  /** The same with nothing left to chance: no time varies, nothing is slow, nothing fails. */
  public SimulationSection undisturbed() {
    return new SimulationSection(
        engine, iterations, seed, network, Optional.empty(), List.of(), Optional.empty());
  }

  /** The same with another reader of the schedule. */
  public SimulationSection with(Engine other) {
    return new SimulationSection(other, iterations, seed, network, jitter, stragglers, faults);
  }

  /** Which reader of the schedule makes the timeline. */
  public enum Engine {
    /** The replay where it is exact, else the events. */
    AUTO,
    /** Longest path over arrays. */
    REPLAY,
    /** Discrete events. */
    EVENT
  }

  /** How transfers share links. */
  public enum Network {
    /** Each pair of devices has its own link. */
    PRIVATE,
    /** Transfers queue for shared links. */
    FIFO,
    /** Transfers divide shared links among themselves. */
    FAIR_SHARE
  }
}
