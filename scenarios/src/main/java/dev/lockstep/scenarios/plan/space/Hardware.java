package dev.lockstep.scenarios.plan.space;

import dev.lockstep.devices.collective.ClusterNetwork;
import dev.lockstep.devices.collective.NetworkLevels;
import dev.lockstep.devices.collective.NodeNetwork;
import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.scenarios.assembly.cluster.ClusterSetup;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.section.cluster.ClusterSection;
import dev.lockstep.scenarios.scenario.section.cluster.IdealCluster;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How much better than its own a problem's hardware is taken to be.
 *
 * @param bandwidth of all links, times; latencies stay
 * @param speed of devices, times: their peaks and the bandwidth of their memory; what a kernel
 *     costs besides stays
 * @param memory of devices, times
 */
public record Hardware(double bandwidth, double speed, double memory) {

  /** As it is. */
  public static final Hardware OWN = new Hardware(1, 1, 1);

  /** Whether at most the memory is another, so that all takes the same time. */
  public boolean isOwnButForMemory() {
    return bandwidth == 1 && speed == 1;
  }

  /**
   * The hardware of a network.
   *
   * @throws IllegalArgumentException in one line, if a device's times were measured, so that
   *     nothing says what a faster one would take
   */
  public ClusterSetup of(ClusterSetup own) {
    if (isOwnButForMemory()) {
      return own;
    }
    return new ClusterSetup(
        own.devices().stream().map(this::faster).toList(),
        own.devicesPerNode(),
        new NetworkLevels(faster(own.levels().node()), own.levels().cluster().map(this::faster)),
        own.sharing(),
        own.notes());
  }

  private DeviceModel faster(DeviceModel device) {
    if (speed != 1 && device.calibration().isPresent()) {
      throw new IllegalArgumentException(
          "%s was calibrated; what a device of other speed takes was not measured"
              .formatted(device.name()));
    }
    Map<Precision, Double> peaks = new EnumMap<>(Precision.class);
    device.peakTflops().forEach((precision, peak) -> peaks.put(precision, speed * peak));
    return new DeviceModel(
        device.name(),
        device.title(),
        device.aliases(),
        device.vendor(),
        peaks,
        device.memoryBytes(),
        times(device.memoryBandwidthGBps(), speed),
        device.l2Bytes(),
        device.multiprocessors(),
        device.clockMHz(),
        device.powerWatts(),
        device.scaleUpLink(),
        device.scaleUpGBps(),
        device.sources(),
        device.calibration(),
        device.notes());
  }

  private NodeNetwork faster(NodeNetwork links) {
    return bandwidth == 1 ? links : links.timesAsFast(bandwidth);
  }

  private ClusterNetwork faster(ClusterNetwork network) {
    return new ClusterNetwork(
        network.devicesPerNode(),
        network.cardsPerNode(),
        bandwidth * network.cardBandwidthBytesPerSecond(),
        network.efficiency(),
        network.latencySeconds(),
        network.inNetworkReduction());
  }

  /** A scenario whose links are ideal; any other as it is. */
  public Scenario of(Scenario scenario) {
    if (scenario.cluster().ideal().isEmpty() || bandwidth == 1) {
      return scenario;
    }
    IdealCluster own = scenario.cluster().ideal().get();
    IdealCluster faster =
        new IdealCluster(
            own.transferLatencyMs(), times(own.bandwidthGBps(), bandwidth), own.memoryBytes());
    return new Scenario(
        scenario.name(),
        scenario.model(),
        ClusterSection.of(faster),
        scenario.parallelism(),
        scenario.training(),
        scenario.strategy(),
        scenario.partition(),
        scenario.simulation(),
        scenario.learning(),
        scenario.job());
  }

  /** Memory of a device. */
  public OptionalLong memoryBytes(OptionalLong own) {
    return own.isPresent() && memory != 1
        ? OptionalLong.of((long) (memory * own.getAsLong()))
        : own;
  }

  private static OptionalDouble times(OptionalDouble figure, double factor) {
    return figure.isPresent() ? OptionalDouble.of(factor * figure.getAsDouble()) : figure;
  }
}
