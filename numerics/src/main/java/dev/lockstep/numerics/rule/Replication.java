package dev.lockstep.numerics.rule;

/**
 * Replicas of the whole network that update by themselves, each on its share of every micro-batch,
 * and average weights now and then.
 *
 * @param replicas how many, at least 1
 * @param updatesPerExchange updates of a stage from one average of its weights to the next, at
 *     least 1
 * @param withPeers false: all take the mean of all. True: each sends its weights to one other,
 *     drawn at random, which takes the mean of both
 */
public record Replication(int replicas, int updatesPerExchange, boolean withPeers) {

  /** A single network. */
  public static final Replication NONE = new Replication(1, 1, false);

  /** Checks the figures. */
  public Replication {
    if (replicas < 1 || updatesPerExchange < 1) {
      throw new IllegalArgumentException(
          "%d replicas that exchange weights every %d updates; both are at least 1"
              .formatted(replicas, updatesPerExchange));
    }
  }
}
