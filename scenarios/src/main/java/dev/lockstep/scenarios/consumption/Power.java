package dev.lockstep.scenarios.consumption;

import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.scenarios.prepare.RefusedException;
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
    if (ofRank(0).isEmpty()) {
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
    double nodesJoules =
        fleet.nodes() * section.map(PowerSection::nodeWatts).orElse(0.0) * use.iterationMs();
    double pue = section.map(PowerSection::pue).orElse(1.0);
    return OptionalDouble.of(pue * (fleet.devices() * devicesJoules + nodesJoules) / MS_PER_SECOND);
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
