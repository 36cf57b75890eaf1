package dev.lockstep.numerics.data.samples;

import java.util.random.RandomGenerator;

/** A random change of an image that leaves its label true. */
@FunctionalInterface
public interface Augmentation {

  /**
   * The changed image; what is handed in stays as it is.
   *
   * @param pixels channel by channel, row by row
   * @param random the only source of randomness
   */
  byte[] apply(byte[] pixels, ImageShape shape, RandomGenerator random);
}
