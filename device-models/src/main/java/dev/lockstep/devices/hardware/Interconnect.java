package dev.lockstep.devices.hardware;

/** How the devices of a node reach each other. */
public enum Interconnect {
  /** One device a node. */
  NONE("none"),
  /** Through the host's switches, which devices and adapters share. */
  PCIE("pcie"),
  /** Direct NVLinks, not between every pair. */
  NVLINK_MESH("nvlink-mesh"),
  /** Through a switch at each device's full rate, to any peer. */
  NVSWITCH("nvswitch"),
  /** A direct link between every pair; a pair has only its part of a device's rate. */
  FULL_MESH("full-mesh"),
  /** Direct links to the neighbours on a torus that goes on across nodes. */
  TORUS("torus");

  private final String label;

  Interconnect(String label) {
    this.label = label;
  }

  /** How files call it. */
  public String label() {
    return label;
  }
}
