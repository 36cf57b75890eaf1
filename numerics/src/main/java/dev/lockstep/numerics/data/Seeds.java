package dev.lockstep.numerics.data;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Randomness that is a function of numbers: a seed and a path below it (an epoch, a sample, a
 * micro-batch). Equal numbers give equal bits on every machine, whichever was asked for first:
 * {@link Random} is specified to the bit by its documentation, and the mixing is that of SplitMix64
 * (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014, figure 14).
 */
public final class Seeds {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Seeds() {}

  /** A seed for what the path names. */
  public static long of(long seed, long... path) {
    long mixed = mix(seed + GOLDEN_GAMMA);
    for (long step : path) {
      mixed = mix(mixed + GOLDEN_GAMMA * (step + 1));
    }
    return mixed;
  }

  /** A generator of its own for what the path names. */
  public static Random random(long seed, long... path) {
    return new Random(of(seed, path));
  }

  /**
   * SplitMix64 from a place in its sequence: what it draws first from {@code position} is what one
   * from {@code position - 1} draws second.
   */
  static RandomGenerator sequence(long seed, long position) {
    return new RandomGenerator() {
      private long state = seed + position * GOLDEN_GAMMA;

      @Override
      public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
      }
    };
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
