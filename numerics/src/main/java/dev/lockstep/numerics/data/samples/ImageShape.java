package dev.lockstep.numerics.data.samples;

import java.util.List;

/**
 * What an image measures. Its pixels lie channel by channel, row by row.
 *
 * @param channels 1 for grey, 3 for red, green, blue
 */
public record ImageShape(int channels, int height, int width) {

  /** Refuses empty images. */
  public ImageShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image of %d x %d x %d (channels, height, width): each must be at least 1"
              .formatted(channels, height, width));
    }
  }

  /** Values an image has. */
  public int values() {
    return channels * height * width;
  }

  /** As a tensor's shape, without the dimension of samples. */
  public List<Long> dimensions() {
    return List.of((long) channels, (long) height, (long) width);
  }
}
