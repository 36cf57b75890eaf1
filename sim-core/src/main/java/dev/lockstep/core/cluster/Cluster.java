package dev.lockstep.core.cluster;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Devices and the link between each pair of them.
 *
 * @param devices the devices
 * @param link the private link from any device to any other
 */
public record Cluster(List<Device> devices, Link link) {

  /** Copies the list. */
  public Cluster {
    devices = List.copyOf(devices);
  }

  /** Equal devices with a private link from each to each: nothing contends. */
  public static Cluster ideal(int devices, Link link, OptionalLong memoryBytes) {
    return new Cluster(
        IntStream.range(0, devices).mapToObj(d -> new Device("device" + d, memoryBytes)).toList(),
        link);
  }

  /** The link that a transfer between two devices takes. */
  public Link route(int from, int to) {
    if (from == to || from < 0 || to < 0 || Math.max(from, to) >= devices.size()) {
      throw new IllegalArgumentException(
          "no route from device %d to device %d of %d".formatted(from, to, devices.size()));
    }
    return link;
  }
}
