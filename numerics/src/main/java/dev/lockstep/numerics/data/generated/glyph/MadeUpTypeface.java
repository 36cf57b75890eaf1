package dev.lockstep.numerics.data.generated.glyph;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A typeface made up from the alphabet's strokes: their points moved a little, a width, ends and
 * corners of a kind, slant, serifs; whole, hollow or dashed strokes.
 */
public final class MadeUpTypeface implements Typeface {

  private static final double UNIT = 10;
  private static final int[] ENDS = {
    BasicStroke.CAP_BUTT, BasicStroke.CAP_ROUND, BasicStroke.CAP_SQUARE
  };
  private static final int[] CORNERS = {
    BasicStroke.JOIN_BEVEL, BasicStroke.JOIN_ROUND, BasicStroke.JOIN_MITER
  };

  private final List<Shape> outlines;

  /**
   * Makes one up.
   *
   * @param random the only source of randomness
   */
  public MadeUpTypeface(Random random) {
    double unsteadiness = 0.3 + 0.5 * random.nextDouble();
    boolean serifs = random.nextInt(3) == 0;
    BasicStroke pen = pen(random);
    BasicStroke contour = new BasicStroke(0.7f);
    boolean hollow = random.nextInt(8) == 0;
    double aspect = 0.65 + 0.4 * random.nextDouble();
    double slant = 0.35 * random.nextDouble() - 0.1;
    AffineTransform toUnit = new AffineTransform();
    toUnit.scale(aspect / UNIT, 1 / UNIT);
    toUnit.shear(-slant, 0);
    toUnit.translate(-UNIT / 2, -UNIT / 2);
    this.outlines =
        IntStream.range(0, Alphabet.size())
            .mapToObj(
                glyph -> {
                  Path2D strokes = strokes(glyph, unsteadiness, serifs, random);
                  Shape drawn = pen.createStrokedShape(strokes);
                  Shape outline = hollow ? contour.createStrokedShape(drawn) : drawn;
                  return toUnit.createTransformedShape(outline);
                })
            .toList();
  }

  @Override
  public Shape outline(int glyph) {
    return outlines.get(glyph);
  }

  private static BasicStroke pen(Random random) {
    float width = 1.0f + 1.4f * random.nextFloat();
    int ends = ENDS[random.nextInt(ENDS.length)];
    int corners = CORNERS[random.nextInt(CORNERS.length)];
    float[] dashes = {1.6f * width, 0.8f * width};
    return random.nextInt(8) == 0
        ? new BasicStroke(width, BasicStroke.CAP_BUTT, corners, 4, dashes, 0)
        : new BasicStroke(width, ends, corners, 4);
  }

  private static Path2D strokes(int glyph, double unsteadiness, boolean serifs, Random random) {
    Path2D strokes =
        Alphabet.strokes(
            glyph,
            point ->
                new double[] {
                  point[0] + unsteadiness * random.nextGaussian(),
                  point[1] + unsteadiness * random.nextGaussian()
                });
    if (serifs) {
      strokes.append(serifs(strokes), false);
    }
    return strokes;
  }

  /** A short level bar where each stroke starts and where it ends. */
  private static Path2D serifs(Path2D strokes) {
    Path2D bars = new Path2D.Double();
    double[] point = new double[6];
    double[] last = new double[2];
    for (PathIterator at = strokes.getPathIterator(null); !at.isDone(); at.next()) {
      int kind = at.currentSegment(point);
      int end = kind == PathIterator.SEG_QUADTO ? 2 : 0;
      if (kind == PathIterator.SEG_MOVETO) {
        bar(bars, last[0], last[1]);
        bar(bars, point[0], point[1]);
      }
      last[0] = point[end];
      last[1] = point[end + 1];
    }
    bar(bars, last[0], last[1]);
    return bars;
  }

  private static void bar(Path2D bars, double x, double y) {
    bars.moveTo(x - 1.2, y);
    bars.lineTo(x + 1.2, y);
  }
}
