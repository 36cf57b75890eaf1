package dev.lockstep.scenarios.study;

import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Places drawn from the whole space instead of all combinations.
 *
 * @param method how
 * @param count how many
 * @param seed of random ones
 */
public record Sample(Method method, int count, long seed) {

  /** The most dimensions that the sequence has. */
  static final int MOST_DIMENSIONS = 1000;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Ways to draw. */
  public enum Method {
    /** Independent of each other. */
    RANDOM,
    /** Spread evenly (Sobol 1967, directions of Joe and Kuo 2008). */
    SOBOL
  }

  /**
   * Places by their numbers, from 0, each as a share of the way along each axis, from 0 to below 1.
   * May be asked in any order, by any thread.
   */
  IntFunction<double[]> places(int dimensions) {
    if (method == Method.RANDOM) {
      return number -> new SplittableRandom(seed * GOLDEN + number).doubles(dimensions).toArray();
    }
    SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimensions);
    return number -> {
      synchronized (sequence) {
        return sequence.skipTo(number + 1); // the first is the corner of zeros
      }
    };
  }
}
