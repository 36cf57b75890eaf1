package dev.lockstep.scenarios.disturbance;

import dev.lockstep.scenarios.montecarlo.KeyedRandom;

/**
 * One of all repetitions.
 *
 * @param key of its random numbers
 * @param originIteration the iteration that counts as the first, so that strategies whose warm-ups
 *     differ meet the same luck where they are measured
 */
public record Draw(long key, int originIteration) {

  /** Tells the random numbers of durations from others of the same seed. */
  private static final long DURATIONS = 0xd07a;

  /** A repetition of a seed. */
  public static Draw of(long seed, long repetition, int originIteration) {
    return new Draw(KeyedRandom.key(seed, DURATIONS, repetition), originIteration);
  }
}
