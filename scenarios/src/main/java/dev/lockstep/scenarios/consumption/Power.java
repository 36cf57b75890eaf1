package dev.lockstep.scenarios.consumption;

import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.scenarios.assembly.cluster.ClusterSetups;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.cluster.ClusterSection;
import dev.lockstep.scenarios.scenario.section.risk.PowerSection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What devices and nodes draw, by what they do. */
final class Power {

  private static final double MS_PER_SECOND = 1e3;

  private final Optional<PowerSection> section;
  private final List<DeviceModel> devices;

  /** The power of a cluster's hardware, with the devices that some degrees put on its ranks. */
  static Power of(
      Optional<PowerSection> section,
      ClusterSection cluster,
      Optional<ParallelismSection> degrees) {
    List<DeviceModel> devices =
        cluster.ideal().isPresent()
            ? List.of()
            : degrees.map(each -> ClusterSetups.of(cluster, each).devices()).orElseGet(List::of);
    return new Power(section, devices);
  }

  /**
   * The power of a scenario's hardware.
   *
   * @param devices of each pipeline rank, or one for all; none if they are ideal
   */
  Power(Optional<PowerSection> section, List<DeviceModel> devices) {
    this.section = section;
    this.devices = List.copyOf(devices);
  }

  /**
   * Energy of an iteration, of all devices and nodes and what the building draws beside; empty if
   * nobody knows what devices draw.
   *
   * @throws RefusedException if the scenario asks for it in vain
   */
  OptionalDouble joules(IterationUse use, Fleet fleet) {
    if (!isKnown()) {
      if (section.isPresent()) {
        throw new RefusedException(
            "/job/power",
            "does not say what a device draws, and no design power is known",
            "Add deviceBusyWatts.");
      }
      return OptionalDouble.empty();
    }
    int ranks = use.busyMs().size();
    double devicesJoules =
        IntStream.range(0, ranks).mapToDouble(rank -> joules(use, rank)).sum() / ranks;
    return OptionalDouble.of(joules(devicesJoules, use.iterationMs(), fleet));
  }

  /** With nodes and the building, from the mean over the ranks in thousandths of a joule. */
  private double joules(double devicesJoules, double iterationMs, Fleet fleet) {
    double nodesJoules =
        fleet.nodes() * section.map(PowerSection::nodeWatts).orElse(0.0) * iterationMs;
    double pue = section.map(PowerSection::pue).orElse(1.0);
    return pue * (fleet.devices() * devicesJoules + nodesJoules) / MS_PER_SECOND;
  }

  /** Whether it is known what every rank's device draws while it computes. */
  boolean isKnown() {
    return IntStream.range(0, Math.max(1, devices.size())).allMatch(r -> ofRank(r).isPresent());
  }

  /**
   * No iteration that takes at least so long, and whose ranks compute at least so long in it, draws
   * less; empty if nobody knows what devices draw.
   *
   * <p>Be {@code T} the time, {@code c <= T} the computing of a rank, {@code a} what its device
   * draws for it, and {@code w} the lesser of what it draws waiting and idle. It draws at least
   * {@code c a + (T - c) w}, linear in {@code c} and hence no less than the smaller of its values
   * at both ends of {@code c}: the least computing, and {@code T}. Both grow with {@code T}.
   */
  OptionalDouble leastJoules(double iterationMs, List<Double> busyMs, Fleet fleet) {
    if (!isKnown()) {
      return OptionalDouble.empty();
    }
    int ranks = busyMs.size();
    double devicesJoules =
        IntStream.range(0, ranks)
                .mapToDouble(rank -> leastJoules(iterationMs, busyMs.get(rank), rank))
                .sum()
            / ranks;
    return OptionalDouble.of(joules(devicesJoules, iterationMs, fleet));
  }

  private double leastJoules(double iterationMs, double leastBusyMs, int rank) {
    double busyWatts = ofRank(rank).orElseThrow();
    double otherWatts =
        Math.min(
            watts(section.map(PowerSection::deviceCommunicatingWatts), busyWatts),
            watts(section.map(PowerSection::deviceIdleWatts), busyWatts));
    double busyMs = Math.min(leastBusyMs, iterationMs);
    return Math.min(
        busyMs * busyWatts + (iterationMs - busyMs) * otherWatts, iterationMs * busyWatts);
  }

  /** Of one device of a rank, in thousandths of a joule. */
  private double joules(IterationUse use, int rank) {
    double busyWatts = ofRank(rank).orElseThrow();
    double busyMs = Math.min(use.busyMs().get(rank), use.iterationMs());
    double waitingMs = Math.min(use.waitingMs(), use.iterationMs() - busyMs);
    double idleMs = use.iterationMs() - busyMs - waitingMs;
    return busyMs * busyWatts
        + waitingMs * watts(section.map(PowerSection::deviceCommunicatingWatts), busyWatts)
        + idleMs * watts(section.map(PowerSection::deviceIdleWatts), busyWatts);
  }

  private static double watts(Optional<OptionalDouble> given, double otherwise) {
    return given.orElse(OptionalDouble.empty()).orElse(otherwise);
  }

  private OptionalDouble ofRank(int rank) {
    OptionalDouble given =
        section.map(PowerSection::deviceBusyWatts).orElse(OptionalDouble.empty());
    if (given.isPresent() || devices.isEmpty()) {
      return given;
    }
    return devices.get(devices.size() == 1 ? 0 : rank).powerWatts();
  }

  /** What was assumed. */
  Optional<String> note() {
    boolean given = section.flatMap(s -> boxed(s.deviceBusyWatts())).isPresent();
    boolean idle = section.flatMap(s -> boxed(s.deviceIdleWatts())).isPresent();
    if (given && idle) {
      return Optional.empty();
    }
    return Optional.of(
        given
            ? "energy: devices that wait draw what busy ones do, as job.power.deviceIdleWatts is not"
                + " said: an upper bound"
            : "energy: busy devices draw their design power, %s, an upper bound"
                    .formatted(designPowers())
                + (idle ? "" : "; so do those that wait"));
  }

  private String designPowers() {
    return devices.stream()
        .distinct()
        .map(d -> String.format(Locale.ROOT, "%.0f W", d.powerWatts().orElse(0)))
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  private static Optional<Double> boxed(OptionalDouble figure) {
    return figure.isPresent() ? Optional.of(figure.getAsDouble()) : Optional.empty();
  }
}
