package dev.lockstep.core.cluster;

import java.util.List;

/**
 * Every transfer has a link to itself: nothing contends.
 *
 * @param link each of them
 */
public record PrivateLinks(Link link) implements Topology {

  @Override
  public List<NamedLink> links() {
    return List.of();
  }

  @Override
  public int mostDevices() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int[] route(int from, int to) {
    return new int[0];
  }

  @Override
  public Link alone(int from, int to) {
    return link;
  }

  @Override
  public boolean isPrivate() {
    return true;
  }

  @Override
  public boolean timesDependOnSize() {
    return link.bandwidthBytesPerSecond().isPresent();
  }
}
