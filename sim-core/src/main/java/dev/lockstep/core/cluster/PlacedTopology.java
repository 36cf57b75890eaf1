package dev.lockstep.core.cluster;

import java.util.List;

/**
 * Devices at some places of a larger topology.
 *
 * @param whole the larger topology
 * @param places its device that each device stands at
 */
record PlacedTopology(Topology whole, List<Integer> places) implements Topology {

  /** Refuses places that are not there. */
  PlacedTopology {
    places = List.copyOf(places);
    for (int place : places) {
      if (place < 0 || place >= whole.mostDevices()) {
        throw new IllegalArgumentException(
            "a device at place %d; the topology has places 0 to %d"
                .formatted(place, whole.mostDevices() - 1));
      }
    }
  }

  @Override
  public List<NamedLink> links() {
    return whole.links();
  }

  @Override
  public int mostDevices() {
    return places.size();
  }

  @Override
  public int[] route(int from, int to) {
    return whole.route(places.get(from), places.get(to));
  }

  @Override
  public boolean isPrivate() {
    return whole.isPrivate();
  }

  @Override
  public boolean timesDependOnSize() {
    return whole.timesDependOnSize();
  }

  @Override
  public Link alone(int from, int to) {
    return whole.alone(places.get(from), places.get(to));
  }
}
