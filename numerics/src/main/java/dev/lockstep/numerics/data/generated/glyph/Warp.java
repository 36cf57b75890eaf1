package dev.lockstep.numerics.data.generated.glyph;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.Random;

/**
 * A random place, size and turn of a glyph, and a smooth bending: each coordinate is moved by a
 * sine of the other. {@link StrictMath}, so that it is the same on every machine.
 */
final class Warp {

  private final AffineTransform placed = new AffineTransform();
  private final double[] amplitude = new double[2];
  private final double[] frequency = new double[2];
  private final double[] phase = new double[2];

  /**
   * Draws one.
   *
   * @param strength 1: as {@link Difficulty} says
   * @param x middle of the glyph, in pixels
   * @param y middle of the glyph, in pixels
   * @param height of the glyph, in pixels
   */
  Warp(double strength, double x, double y, double height, Random random) {
    double turn = 0.22 * strength * random.nextGaussian();
    double sine = StrictMath.sin(turn);
    double cosine = StrictMath.cos(turn);
    double wide = height * StrictMath.exp(0.12 * strength * random.nextGaussian());
    double high = height * StrictMath.exp(0.12 * strength * random.nextGaussian());
    double moveX = 0.09 * strength * height * random.nextGaussian();
    double moveY = 0.09 * strength * height * random.nextGaussian();
    placed.setTransform(
        cosine * wide, sine * wide, -sine * high, cosine * high, x + moveX, y + moveY);
    for (int axis = 0; axis < 2; axis++) {
      amplitude[axis] = 0.06 * strength * random.nextGaussian();
      frequency[axis] = 2 * Math.PI * (0.4 + 0.8 * random.nextDouble());
      phase[axis] = 2 * Math.PI * random.nextDouble();
    }
  }

  /** The shape bent and placed. */
  Shape apply(Shape shape) {
    Path2D bent = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double[] points = new double[6];
    for (PathIterator at = shape.getPathIterator(null); !at.isDone(); at.next()) {
      int kind = at.currentSegment(points);
      for (int i = 0; i < 6; i += 2) {
        bend(points, i);
      }
      switch (kind) {
        case PathIterator.SEG_MOVETO -> bent.moveTo(points[0], points[1]);
        case PathIterator.SEG_LINETO -> bent.lineTo(points[0], points[1]);
        case PathIterator.SEG_QUADTO -> bent.quadTo(points[0], points[1], points[2], points[3]);
        case PathIterator.SEG_CUBICTO ->
            bent.curveTo(points[0], points[1], points[2], points[3], points[4], points[5]);
        default -> bent.closePath();
      }
    }
    bent.transform(placed);
    return bent;
  }

  private void bend(double[] points, int at) {
    double x = points[at];
    double y = points[at + 1];
    points[at] = x + amplitude[0] * StrictMath.sin(frequency[0] * y + phase[0]);
    points[at + 1] = y + amplitude[1] * StrictMath.sin(frequency[1] * x + phase[1]);
  }
}
