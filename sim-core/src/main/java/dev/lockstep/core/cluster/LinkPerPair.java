package dev.lockstep.core.cluster;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One link from each device to each other one. Only transfers between the same two devices in the
 * same direction share.
 */
public final class LinkPerPair implements Topology {

  private final int devices;
  private final List<NamedLink> links;

  /** Equal links between so many devices. */
  public LinkPerPair(int devices, Link link) {
    this.devices = devices;
    this.links =
        IntStream.range(0, devices * devices)
            .mapToObj(
                id -> new NamedLink("device" + id / devices + "->device" + id % devices, link))
            .toList();
  }

  /** All links, those from device 0 first; also one from each device to itself, never taken. */
  @Override
  public List<NamedLink> links() {
    return links;
  }

  @Override
  public int mostDevices() {
    return devices;
  }

  @Override
  public int[] route(int from, int to) {
    return new int[] {from * devices + to};
  }
}
