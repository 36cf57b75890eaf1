package dev.lockstep.scenarios.disturbance;

import dev.lockstep.scenarios.montecarlo.KeyedRandom;

/**
 * One of all repetitions.
 *
 * @param key of its random numbers
 * @param replica data-parallel replica, 0 first: jitter is its own, stragglers are those of all
 * @param originIteration the iteration that counts as the first, so that strategies whose warm-ups
 *     differ meet the same luck where they are measured
 */
public record Draw(long key, int replica, int originIteration) {

  /** Tells the random numbers of durations from others of the same seed. */
  private static final long DURATIONS = 0xd07a;

  /** A repetition of a seed, in its first replica. */
  public static Draw of(long seed, long repetition, int originIteration) {
    return new Draw(KeyedRandom.key(seed, DURATIONS, repetition), 0, originIteration);
  }

  /** The same repetition in another replica. */
  public Draw ofReplica(int other) {
    return new Draw(key, other, originIteration);
  }
}
