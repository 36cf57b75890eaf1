package dev.lockstep.devices.collective;

/** How the ranks of a group exchange their data. */
public enum Algorithm {
  /** Each rank passes parts to its neighbour, all links busy. */
  RING,
  /** Two trees over the nodes, a chain inside each node; few steps. */
  TREE,
  /** Added by the switch inside each node, two trees over the nodes (NCCL: NVLSTree). */
  HIERARCHICAL,
  /** Added by the switch (NCCL: NVLS; over nodes with SHARP). */
  IN_SWITCH,
  /** Each rank to each other, without relay. */
  DIRECT,
  /** A group of one: nothing to do. */
  NONE
}
