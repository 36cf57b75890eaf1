package dev.lockstep.scenarios.montecarlo;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Random numbers that follow from a key alone: whoever asks with the same key, in whatever order
 * and on whatever thread, meets the same numbers.
 *
 * <p>SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014,
 * figure 17). Not for several threads at once.
 */
public final class KeyedRandom implements UniformRandomProvider {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  /** Numbers of a key, to be set by {@link #restart} before they are drawn. */
  public KeyedRandom() {}

  /** Numbers of a key. */
  public KeyedRandom(long key) {
    this.state = key;
  }

  /** A key of several parts, whose order counts. */
  public static long key(long first, long... others) {
    long key = mix(first + GOLDEN_GAMMA);
    for (long part : others) {
      key = joined(key, part);
    }
    return key;
  }

  /** The key with one more part; 3, so that parts cannot change places. */
  public static long joined(long key, long part) {
    return mix(3 * key + mix(part + GOLDEN_GAMMA));
  }

  /** Goes on with the first number of another key. */
  public void restart(long key) {
    this.state = key;
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
