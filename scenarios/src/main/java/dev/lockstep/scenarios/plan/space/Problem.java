package dev.lockstep.scenarios.plan.space;

import dev.lockstep.scenarios.scenario.Scenario;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One model on one cluster.
 *
 * @param name what results call it
 * @param base the scenario whose degrees, micro-batch, recomputation and strategy are open
 * @param file that says so, beside which strategies' files lie
 * @param space what is tried
 * @param limits what must be kept to
 * @param hardware that it is taken to run on
 */
public record Problem(
    String name, Scenario base, Path file, SearchSpace space, Limits limits, Hardware hardware) {

  /** A problem on the hardware that its scenario names. */
  public Problem(String name, Scenario base, Path file, SearchSpace space, Limits limits) {
    this(name, base, file, space, limits, Hardware.OWN);
  }

  /** The same on other hardware. */
  public Problem on(Hardware other) {
    return new Problem(name, base, file, space, limits, other);
  }

  /** The scenario of a candidate. */
  public Scenario of(Candidate candidate) {
    return hardware.of(candidate.in(base));
  }

  /** Bytes that a plan may take of a device of so many; empty if that is unknown. */
  public OptionalLong usableBytes(OptionalLong deviceBytes) {
    return limits.usableBytes(hardware.memoryBytes(deviceBytes));
  }

  /** Devices of a scenario's cluster; empty if it does not say. */
  public static OptionalInt devices(Scenario scenario) {
    return Extent.devices(scenario.cluster());
  }
}
