package dev.lockstep.devices.hardware;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The part of a matrix product's result that one multiprocessor computes at a time. Libraries hold
 * a handful of them and choose by the shape of the product (NVIDIA, "Matrix Multiplication
 * Background User's Guide", sections 3.1 and 3.2).
 *
 * @param rows of the result
 * @param columns of the result
 */
public record TileShape(int rows, int columns) {

  /** What libraries choose from up to Ampere. */
  public static final List<TileShape> COMMON =
      List.of(
          new TileShape(64, 64),
          new TileShape(64, 128),
          new TileShape(128, 64),
          new TileShape(128, 128),
          new TileShape(128, 256),
          new TileShape(256, 128));

  /** Hopper multiplies 192 columns at once, too. */
  public static final List<TileShape> HOPPER =
      with(COMMON, new TileShape(128, 192), new TileShape(192, 128));

  /** Two multiprocessors of Blackwell share the operands of one tile, which may be larger. */
  public static final List<TileShape> BLACKWELL = with(HOPPER, new TileShape(256, 256));

  /** Refuses a tile of nothing. */
  public TileShape {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a tile of %d x %d; both sides are at least 1".formatted(rows, columns));
    }
  }

  /** Elements of the result. */
  public long elements() {
    return (long) rows * columns;
  }

  private static List<TileShape> with(List<TileShape> tiles, TileShape... more) {
    return Stream.concat(tiles.stream(), Arrays.stream(more)).toList();
  }
}
