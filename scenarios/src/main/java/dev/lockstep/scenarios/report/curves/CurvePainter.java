package dev.lockstep.scenarios.report.curves;

import dev.lockstep.scenarios.report.curves.CurvePicture.Drawn;
import dev.lockstep.scenarios.report.curves.CurvePicture.Rule;
import dev.lockstep.scenarios.report.paint.Pixels;
import dev.lockstep.scenarios.report.paint.TextPainter;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Panel;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Paints curves as pixels, for a screen or a PNG. Needs no display. */
public final class CurvePainter {

  private static final float[] TARGET_DASH = {5, 4};

  private final Graphics2D graphics;
  private final Palette palette;

  private CurvePainter(Graphics2D graphics, Palette palette) {
    this.graphics = graphics;
    this.palette = palette;
  }

  /**
   * Paints over a surface.
   *
   * @param scale pixels of the surface for a pixel of the picture
   * @throws dev.lockstep.scenarios.report.picture.PictureException if this machine cannot draw text
   */
  public static void paint(CurvePicture picture, Palette palette, double scale, Pixels pixels) {
    pixels.fill(0, 0, pixels.width(), pixels.height(), palette.background());
    Graphics2D graphics = pixels.graphics();
    try {
      graphics.scale(scale, scale);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      new CurvePainter(graphics, palette).paint(picture);
    } finally {
      graphics.dispose();
    }
    new TextPainter(pixels, palette, scale).paint(picture.labels());
  }

  private void paint(CurvePicture picture) {
    graphics.setStroke(new BasicStroke(1));
    graphics.setColor(new Color(palette.grid()));
    picture.rules().forEach(this::rule);
    Panel plot = picture.plot();
    graphics.clip(new Rectangle2D.Double(plot.x(), plot.y(), plot.width(), plot.height()));
    picture.curves().stream().filter(Drawn::hasBand).forEach(this::band);
    graphics.setStroke(stroke(1.4, TARGET_DASH));
    graphics.setColor(new Color(palette.text(Tone.ALERT)));
    picture.targets().forEach(this::rule);
    picture.curves().forEach(this::line);
    graphics.setClip(null);
    picture.samples().forEach(this::line);
  }

  /** Half a pixel on, so that a line one pixel wide fills one row of pixels. */
  private void rule(Rule rule) {
    graphics.draw(
        new Line2D.Double(
            half(rule.fromX()), half(rule.fromY()), half(rule.toX()), half(rule.toY())));
  }

  private static double half(double place) {
    return Math.floor(place) + 0.5;
  }

  private void band(Drawn curve) {
    Path2D.Double path = new Path2D.Double();
    int count = curve.xs().length;
    for (int i = 0; i < count; i++) {
      add(path, curve.xs()[i], curve.uppers()[i]);
    }
    for (int i = count - 1; i >= 0; i--) {
      add(path, curve.xs()[i], curve.lowers()[i]);
    }
    path.closePath();
    graphics.setColor(colour(curve.number(), curve.bandOpacity()));
    graphics.fill(path);
  }

  private void line(Drawn curve) {
    graphics.setColor(colour(curve.number(), curve.opacity()));
    if (curve.xs().length == 1) {
      double radius = 1.6 * curve.thickness();
      double side = 2 * radius;
      graphics.fill(
          new Ellipse2D.Double(curve.xs()[0] - radius, curve.ys()[0] - radius, side, side));
      return;
    }
    Path2D.Double path = new Path2D.Double();
    for (int i = 0; i < curve.xs().length; i++) {
      add(path, curve.xs()[i], curve.ys()[i]);
    }
    graphics.setStroke(
        stroke(curve.thickness(), dashes(CurveColour.of(curve.number(), palette).dashes())));
    graphics.draw(path);
  }

  private static void add(Path2D path, double x, double y) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
  }

  private Color colour(int number, double opacity) {
    Color full = new Color(CurveColour.of(number, palette).rgb());
    return new Color(
        full.getRed(), full.getGreen(), full.getBlue(), (int) Math.round(255 * opacity));
  }

  private static float[] dashes(List<Integer> lengths) {
    float[] dashes = new float[lengths.size()];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = lengths.get(i);
    }
    return dashes;
  }

  private static BasicStroke stroke(double thickness, float... dashes) {
    return new BasicStroke(
        (float) thickness,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        1,
        dashes.length == 0 ? null : dashes,
        0);
  }
}
