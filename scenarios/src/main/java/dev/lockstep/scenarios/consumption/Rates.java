package dev.lockstep.scenarios.consumption;

import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.cluster.ClusterSection;
import dev.lockstep.scenarios.scenario.section.risk.JobSection;
import dev.lockstep.scenarios.scenario.section.risk.PowerSection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an hour of a scenario's hardware costs, and what iterations draw at least, by its job: for
 * those who compare many ways to use it. Safe for several threads.
 */
public final class Rates {

  private static final double MS_PER_HOUR = 3.6e6;

  /** Sums of doubles in another order may differ in their last digits. */
  private static final double ROUNDING = 1 - 1e-9;

  private final ClusterSection cluster;
  private final Optional<JobSection> job;
  private final Optional<Price> price;
  private final Map<ParallelismSection, Power> powers = new ConcurrentHashMap<>();

  private Rates(ClusterSection cluster, Optional<JobSection> job, Optional<Price> price) {
    this.cluster = cluster;
    this.job = job;
    this.price = price;
  }

  /**
   * The rates of a scenario's job; without one nothing is known.
   *
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException if a list lacks its price
   */
  public static Rates of(Scenario scenario) {
    return new Rates(
        scenario.cluster(),
        scenario.job(),
        scenario.job().flatMap(JobSection::price).map(Price::of));
  }

  /** Whether there is a price. */
  public boolean knowsCost() {
    return price.isPresent();
  }

  /** Whether it is known what devices draw. */
  public boolean knowsEnergy() {
    boolean said =
        job.flatMap(JobSection::power)
            .map(PowerSection::deviceBusyWatts)
            .filter(OptionalDouble::isPresent)
            .isPresent();
    boolean mixed = !cluster.devices().isEmpty();
    return job.isPresent() && (said || mixed || power(ParallelismSection.ofPipeline(1)).isKnown());
  }

  /** US dollars for an hour of so many devices; empty without a price. */
  public OptionalDouble usdPerHour(long devices) {
    return costUsd(MS_PER_HOUR, devices);
  }

  /** US dollars for an iteration of some milliseconds on so many devices; empty without a price. */
  public OptionalDouble costUsd(double iterationMs, long devices) {
    return price.stream()
        .mapToDouble(each -> each.costUsd(iterationMs, Fleet.of(cluster, devices)))
        .findFirst();
  }

  /**
   * Joules that no iteration undercuts which takes at least so long and whose ranks compute at
   * least so long in it; empty if nobody knows what devices draw. Proved at {@code
   * Power.leastJoules}.
   *
   * @param busyMs of each rank, or their mean where all have the same device
   * @param degrees that place the devices
   * @param devices over all replicas
   */
  public OptionalDouble leastJoules(
      double iterationMs, List<Double> busyMs, ParallelismSection degrees, long devices) {
    if (job.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalDouble least =
        power(degrees).leastJoules(iterationMs, busyMs, Fleet.of(cluster, devices));
    return least.isPresent() ? OptionalDouble.of(ROUNDING * least.getAsDouble()) : least;
  }

  private Power power(ParallelismSection degrees) {
    return powers.computeIfAbsent(
        degrees, each -> Power.of(job.flatMap(JobSection::power), cluster, Optional.of(each)));
  }
}
