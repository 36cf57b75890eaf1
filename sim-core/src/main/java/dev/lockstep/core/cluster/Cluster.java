package dev.lockstep.core.cluster;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Devices and the links between them.
 *
 * @param devices the devices
 * @param topology the links, and which of them a transfer takes
 */
public record Cluster(List<Device> devices, Topology topology) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the topology has no place for so many devices
   */
  public Cluster {
    devices = List.copyOf(devices);
    if (devices.size() > topology.mostDevices()) {
      throw new IllegalArgumentException(
          "%d devices on a topology of %d".formatted(devices.size(), topology.mostDevices()));
    }
  }

  /** Devices with a private link from each to each. */
  public Cluster(List<Device> devices, Link link) {
    this(devices, new PrivateLinks(link));
  }

  /** Equal devices with a private link from each to each: nothing contends. */
  public static Cluster ideal(int devices, Link link, OptionalLong memoryBytes) {
    return equal(devices, new PrivateLinks(link), memoryBytes);
  }

  /** Equal devices on a topology. */
  public static Cluster equal(int devices, Topology topology, OptionalLong memoryBytes) {
    return new Cluster(
        IntStream.range(0, devices).mapToObj(d -> new Device("device" + d, memoryBytes)).toList(),
        topology);
  }

  /** The way between two devices as one link, for a transfer that has it to itself. */
  public Link route(int from, int to) {
    requireRoute(from, to);
    return topology.alone(from, to);
  }

  /** Ids of the topology's links between two devices, in their order. */
  public int[] links(int from, int to) {
    requireRoute(from, to);
    return topology.route(from, to);
  }

  private void requireRoute(int from, int to) {
    if (from == to || from < 0 || to < 0 || Math.max(from, to) >= devices.size()) {
      throw new IllegalArgumentException(
          "no route from device %d to device %d of %d".formatted(from, to, devices.size()));
    }
  }
}
