package dev.lockstep.strategies.local;

import java.util.HashMap;
import java.util.Map;

/**
 * The ring of features between a stage and the next: the newest {@code capacity} micro-batches of
 * the producer. Of those used least it gives the newest.
 */
final class ReplayBuffer {

  private final int capacity;
  private final Map<Integer, Integer> uses = new HashMap<>();

  ReplayBuffer(int capacity) {
    this.capacity = capacity;
  }

  /** The micro-batch to use once the producer has put so many in. */
  int next(int produced) {
    int chosen = produced - 1;
    for (int held = produced - 2; held >= Math.max(0, produced - capacity); held--) {
      if (uses.getOrDefault(held, 0) < uses.getOrDefault(chosen, 0)) {
        chosen = held;
      }
    }
    uses.merge(chosen, 1, Integer::sum);
    return chosen;
  }
}
