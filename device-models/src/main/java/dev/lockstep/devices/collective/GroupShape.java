package dev.lockstep.devices.collective;

/**
 * Where the ranks of a group are.
 *
 * @param ranks ranks of the group
 * @param ranksPerNode how many of them share a node; the last node may have fewer
 * @param groupsSharingNode groups of the same kind that communicate at the same time from the same
 *     node and so share its network cards: with tensor parallelism 8 in a node of 8, each of the 8
 *     data-parallel groups has one rank in it
 */
public record GroupShape(int ranks, int ranksPerNode, int groupsSharingNode) {

  /** Refuses what is no group. */
  public GroupShape {
    if (ranks < 1 || ranksPerNode < 1 || groupsSharingNode < 1) {
      throw new IllegalArgumentException(
          "a group needs at least 1 rank, 1 rank per node and 1 group, not %d, %d and %d"
              .formatted(ranks, ranksPerNode, groupsSharingNode));
    }
    ranksPerNode = Math.min(ranks, ranksPerNode);
  }

  /** A group in one node. */
  public static GroupShape inNode(int ranks) {
    return new GroupShape(ranks, ranks, 1);
  }

  /** Nodes that the group touches. */
  public int nodes() {
    return (ranks + ranksPerNode - 1) / ranksPerNode;
  }
}
