package dev.lockstep.devices.layers.convolutional.graph;

/**
 * What there is of one image between two operations.
 *
 * @param channels channels, or features of a vector
 * @param height rows; 1 in a vector
 * @param width columns; 1 in a vector
 */
public record ImageShape(int channels, int height, int width) {

  /** Refuses what a window has made vanish. */
  public ImageShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "%d channels of %d x %d pixels; each must be at least 1. Maybe the image is too small"
              .formatted(channels, height, width));
    }
  }

  /** An image of as many rows as columns. */
  public static ImageShape square(int channels, int size) {
    return new ImageShape(channels, size, size);
  }

  /** Features without a place. */
  public static ImageShape vector(int features) {
    return new ImageShape(features, 1, 1);
  }

  /** Numbers of one image. */
  public long elements() {
    return (long) channels * height * width;
  }

  /** The places that a window reaches, with other channels. */
  ImageShape under(Window window, int otherChannels) {
    return new ImageShape(otherChannels, window.rows(height), window.columns(width));
  }
}
