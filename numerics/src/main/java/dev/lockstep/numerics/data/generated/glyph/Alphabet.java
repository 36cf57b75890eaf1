package dev.lockstep.numerics.data.generated.glyph;

import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The strokes of capital letters, in a square of 10 by 10 with y downwards. Those that look alike
 * come first, so that few classes are not easier than many: E and F, P and R, O and Q, U and V.
 */
public final class Alphabet {

  /** M moves, L draws a line, Q a curve by way of a first point. */
  private static final String STROKES =
      """
      E: M 9 0 L 1 0 L 1 10 L 9 10 M 1 5 L 7 5
      F: M 9 0 L 1 0 L 1 10 M 1 5 L 7 5
      P: M 1 10 L 1 0 L 6 0 Q 10 0 10 3 Q 10 6 6 6 L 1 6
      R: M 1 10 L 1 0 L 6 0 Q 10 0 10 3 Q 10 5 6 5 L 1 5 M 5 5 L 10 10
      B: M 1 5 L 1 0 L 5 0 Q 9 0 9 2.5 Q 9 5 5 5 L 1 5 L 1 10 L 6 10 Q 10 10 10 7.5 Q 10 5 5 5
      H: M 1 0 L 1 10 M 9 0 L 9 10 M 1 5 L 9 5
      K: M 1 0 L 1 10 M 9 0 L 1 6 M 4 4 L 9 10
      N: M 1 10 L 1 0 L 9 10 L 9 0
      A: M 0 10 L 5 0 L 10 10 M 2 6 L 8 6
      S: M 9 2 Q 8 0 5 0 Q 1 0 1 2.5 Q 1 5 5 5 Q 9 5 9 7.5 Q 9 10 5 10 Q 2 10 1 8
      D: M 1 0 L 1 10 L 4 10 Q 10 10 10 5 Q 10 0 4 0 L 1 0
      O: M 5 0 Q 10 0 10 5 Q 10 10 5 10 Q 0 10 0 5 Q 0 0 5 0
      C: M 9 2 Q 8 0 5 0 Q 0 0 0 5 Q 0 10 5 10 Q 8 10 9 8
      G: M 9 2 Q 8 0 5 0 Q 0 0 0 5 Q 0 10 5 10 Q 9 10 9 6 L 9 5 L 5 5
      U: M 1 0 L 1 6 Q 1 10 5 10 Q 9 10 9 6 L 9 0
      V: M 0 0 L 5 10 L 10 0
      X: M 0 0 L 10 10 M 10 0 L 0 10
      Y: M 0 0 L 5 5 L 10 0 M 5 5 L 5 10
      T: M 0 0 L 10 0 M 5 0 L 5 10
      Z: M 0 0 L 10 0 L 0 10 L 10 10
      Q: M 5 0 Q 10 0 10 5 Q 10 10 5 10 Q 0 10 0 5 Q 0 0 5 0 M 6 6 L 10 10
      M: M 0 10 L 1 0 L 5 7 L 9 0 L 10 10
      W: M 0 0 L 2 10 L 5 3 L 8 10 L 10 0
      L: M 1 0 L 1 10 L 9 10
      J: M 8 0 L 8 7 Q 8 10 5 10 Q 2 10 1 7
      I: M 2 0 L 8 0 M 5 0 L 5 10 M 2 10 L 8 10
      """;

  private static final List<String> LINES = STROKES.lines().toList();

  private Alphabet() {}

  /** How many letters there are. */
  public static int size() {
    return LINES.size();
  }

  /** A letter. */
  public static char letter(int glyph) {
    return LINES.get(glyph).charAt(0);
  }

  /**
   * A letter's strokes.
   *
   * @param move where each of its points goes: x and y to x and y
   */
  static Path2D strokes(int glyph, UnaryOperator<double[]> move) {
    String[] words = LINES.get(glyph).substring(3).split(" ");
    Path2D path = new Path2D.Double();
    int at = 0;
    while (at < words.length) {
      switch (words[at]) {
        case "M" -> {
          double[] to = point(words, at + 1, move);
          path.moveTo(to[0], to[1]);
        }
        case "L" -> {
          double[] to = point(words, at + 1, move);
          path.lineTo(to[0], to[1]);
        }
        default -> {
          double[] by = point(words, at + 1, move);
          double[] to = point(words, at + 3, move);
          path.quadTo(by[0], by[1], to[0], to[1]);
        }
      }
      at += words[at].equals("Q") ? 5 : 3;
    }
    return path;
  }

  private static double[] point(String[] words, int at, UnaryOperator<double[]> move) {
    return move.apply(
        new double[] {Double.parseDouble(words[at]), Double.parseDouble(words[at + 1])});
  }
}
