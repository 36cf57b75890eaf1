package dev.lockstep.devices.hardware;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A kind of link between devices or nodes, as specified. What a collective reaches over it is
 * fitted elsewhere.
 *
 * @param name how scenarios call it: {@code nvlink-4}, {@code infiniband-ndr}
 * @param title how its makers call it
 * @param aliases other names in scenarios
 * @param kind the family it belongs to
 * @param bandwidthGBps 10^9 bytes a second in one direction: of one port or adapter, or, for links
 *     inside a node, of one device to all its peers together
 * @param latencyUs microseconds from port to port, if published
 * @param source where the figures come from
 * @param notes what else one must know
 */
public record LinkModel(
    String name,
    String title,
    List<String> aliases,
    Kind kind,
    double bandwidthGBps,
    OptionalDouble latencyUs,
    String source,
    List<String> notes) {

  /** Families of links. */
  public enum Kind {
    /** Between NVIDIA devices. */
    NVLINK("nvlink"),
    /** NVLink through switches: each device reaches every other at full rate. */
    NVSWITCH("nvswitch"),
    /** Between devices, hosts and adapters. */
    PCIE("pcie"),
    /** Between hosts. */
    ETHERNET("ethernet"),
    /** Remote memory access over Ethernet. */
    ROCE("roce"),
    /** Remote memory access between hosts. */
    INFINIBAND("infiniband"),
    /** Amazon's adapter. */
    EFA("efa"),
    /** Cray's network. */
    ARIES("aries"),
    /** Between AMD devices. */
    INFINITY_FABRIC("infinity-fabric"),
    /** Between Google's chips. */
    ICI("ici"),
    /** Between Amazon's chips. */
    NEURONLINK("neuronlink");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** How files call it. */
    public String label() {
      return label;
    }
  }

  /** Copies what could change. */
  public LinkModel {
    if (!(bandwidthGBps > 0)) {
      throw new IllegalArgumentException(
          "link %s: bandwidth %s GB/s must be above 0".formatted(name, bandwidthGBps));
    }
    aliases = List.copyOf(aliases);
    notes = List.copyOf(notes);
  }

  /** Bytes a second in one direction. */
  public double bandwidthBytesPerSecond() {
    return bandwidthGBps * 1e9;
  }
}
