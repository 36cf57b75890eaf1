package dev.lockstep.numerics.data.samples;

import java.util.random.RandomGenerator;

/**
 * Mirrors every second image, left to right: He et al., Deep Residual Learning for Image
 * Recognition (CVPR 2016), section 4.2, for CIFAR-10. Not for letters and digits.
 */
public record HorizontalFlip() implements Augmentation {

  @Override
  public byte[] apply(byte[] pixels, ImageShape shape, RandomGenerator random) {
    if (random.nextBoolean()) {
      return pixels;
    }
    int width = shape.width();
    byte[] flipped = new byte[pixels.length];
    for (int row = 0; row < pixels.length; row += width) {
      for (int x = 0; x < width; x++) {
        flipped[row + x] = pixels[row + width - 1 - x];
      }
    }
    return flipped;
  }
}
