package dev.lockstep.core.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Which links a transfer from one device to another takes. */
public interface Topology {

  /** The links that transfers share, by id; none if links are private. */
  List<NamedLink> links();

  /** The most devices that it connects. */
  int mostDevices();

  /**
   * Ids of the links from one device to another, in their order.
   *
   * @throws IllegalArgumentException if nothing connects the two
   */
  int[] route(int from, int to);

  /**
   * A route as one link, for a transfer that has all of it to itself: the sum of the latencies and
   * the smallest of the bandwidths.
   */
  default Link alone(int from, int to) {
    long latencyNanos = 0;
    double bandwidth = Double.POSITIVE_INFINITY;
    for (int id : route(from, to)) {
      Link link = links().get(id).link();
      latencyNanos += link.latencyNanos();
      bandwidth = Math.min(bandwidth, link.bandwidthBytesPerSecond().orElse(bandwidth));
    }
    return new Link(
        latencyNanos,
        Double.isInfinite(bandwidth) ? OptionalDouble.empty() : OptionalDouble.of(bandwidth));
  }

  /** Whether every transfer has its links to itself, so that there is nothing to share. */
  default boolean isPrivate() {
    return false;
  }

  /** Whether large values take longer than small ones. */
  default boolean timesDependOnSize() {
    return links().stream().anyMatch(named -> named.link().bandwidthBytesPerSecond().isPresent());
  }

  /**
   * The same links with fewer devices on them, such as one for each group of tensor-parallel ranks.
   *
   * @param places which device of this topology each device stands at
   */
  default Topology at(int... places) {
    return new PlacedTopology(this, Arrays.stream(places).boxed().toList());
  }
}
