package dev.lockstep.numerics.data.samples;

import java.util.random.RandomGenerator;

/**
 * Pads an image at each side and takes a crop of the first size from a random place: He et al.,
 * Deep Residual Learning for Image Recognition (CVPR 2016), section 4.2, with 4 pixels of zeros;
 * wide residual networks reflect instead (Zagoruyko and Komodakis, BMVC 2016, section 3).
 *
 * @param padding pixels at each side
 */
public record PaddedCrop(int padding, Border border) implements Augmentation {

  /** What stands beyond an image's edge. */
  public enum Border {
    /** Black, as the pixels are before they are normalised. */
    ZERO,
    /** The image mirrored at its outermost pixels, which do not come twice. */
    REFLECT
  }

  /** Refuses less than no padding. */
  public PaddedCrop {
    if (padding < 0) {
      throw new IllegalArgumentException(
          "padding of %d pixels: it must be at least 0".formatted(padding));
    }
  }

  /** The papers': 4 pixels of zeros. */
  public static PaddedCrop ofZeros() {
    return new PaddedCrop(4, Border.ZERO);
  }

  /** 4 reflected pixels. */
  public static PaddedCrop ofReflections() {
    return new PaddedCrop(4, Border.REFLECT);
  }

  @Override
  public byte[] apply(byte[] pixels, ImageShape shape, RandomGenerator random) {
    int down = random.nextInt(2 * padding + 1) - padding;
    int right = random.nextInt(2 * padding + 1) - padding;
    return shifted(pixels, shape, down, right);
  }

  /** What is seen through a window that stands so many pixels lower and further right. */
  byte[] shifted(byte[] pixels, ImageShape shape, int down, int right) {
    int[] columns = sources(shape.width(), right);
    int[] rows = sources(shape.height(), down);
    byte[] seen = new byte[pixels.length];
    int to = 0;
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int row : rows) {
        int from = (channel * shape.height() + row) * shape.width();
        for (int column : columns) {
          seen[to++] = row < 0 || column < 0 ? 0 : pixels[from + column];
        }
      }
    }
    return seen;
  }

  /** Where each pixel of a line comes from; -1 beyond the edge. */
  private int[] sources(int length, int shift) {
    int[] sources = new int[length];
    for (int i = 0; i < length; i++) {
      int at = i + shift;
      boolean inside = at >= 0 && at < length;
      sources[i] = inside ? at : border == Border.ZERO ? -1 : reflected(at, length);
    }
    return sources;
  }

  private static int reflected(int at, int length) {
    int period = Math.max(1, 2 * (length - 1));
    int folded = Math.floorMod(at, period);
    return Math.min(folded, period - folded);
  }
}
