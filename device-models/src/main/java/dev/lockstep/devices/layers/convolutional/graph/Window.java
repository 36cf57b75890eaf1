package dev.lockstep.devices.layers.convolutional.graph;

/**
 * What a convolution or a pooling sees of its input at once, and how it moves.
 *
 * @param height rows
 * @param width columns
 * @param stride rows and columns from one place to the next
 * @param paddingHeight rows added above and below
 * @param paddingWidth columns added at either side
 */
public record Window(int height, int width, int stride, int paddingHeight, int paddingWidth) {

  /** As many rows as columns, padded so that every pixel is a centre. */
  public static Window square(int size) {
    return of(size, size);
  }

  /** Padded so that every pixel is a centre. */
  public static Window of(int height, int width) {
    return new Window(height, width, 1, (height - 1) / 2, (width - 1) / 2);
  }

  /** The same in larger steps. */
  public Window by(int step) {
    return new Window(height, width, step, paddingHeight, paddingWidth);
  }

  /** The same without padding. */
  public Window unpadded() {
    return new Window(height, width, stride, 0, 0);
  }

  int rows(int inputRows) {
    return Math.floorDiv(inputRows + 2 * paddingHeight - height, stride) + 1;
  }

  int columns(int inputColumns) {
    return Math.floorDiv(inputColumns + 2 * paddingWidth - width, stride) + 1;
  }
}
