package dev.lockstep.gui.panel.results;

import dev.lockstep.gui.model.results.PointGroups.Form;
import dev.lockstep.gui.model.results.PointGroups.Style;
import dev.lockstep.scenarios.report.paint.Pixels;
import dev.lockstep.scenarios.report.picture.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Paints points and their front.
 *
 * @param points all of them, in the order in which they are painted
 * @param front those that no other beats, in the order of their line
 * @param chosen those that stand out
 * @param palette the ground
 */
record PointPainter(List<Dot> points, List<Dot> front, List<Dot> chosen, Palette palette)
    implements PaintedChart.Painting {

  private static final double RADIUS = 3.5;
  private static final double FRONT_RADIUS = 5;
  private static final double RING = 7.5;
  private static final float LINE = 1.5f;
  private static final float EDGE = 0.8f;
  private static final int OPACITY = 205;

  /** A point at its place. */
  record Dot(double x, double y, Style style) {}

  @Override
  public void paint(Pixels surface, double scale) {
    Graphics2D graphics = surface.graphics();
    try {
      stamp(graphics, scale);
      smooth(graphics, scale);
      front(graphics);
      graphics.setStroke(new BasicStroke(2));
      graphics.setColor(new Color(palette.mark()));
      chosen.forEach(dot -> graphics.draw(circle(dot.x(), dot.y(), RING)));
    } finally {
      graphics.dispose();
    }
  }

  private static void smooth(Graphics2D graphics, double scale) {
    graphics.scale(scale, scale);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /** All points of a style are copies of one picture: drawing each takes many times as long. */
  private void stamp(Graphics2D graphics, double scale) {
    Map<Style, BufferedImage> stamps = new HashMap<>();
    int half = (int) Math.ceil(scale * 2 * RADIUS);
    for (Dot dot : points) {
      BufferedImage stamp =
          stamps.computeIfAbsent(dot.style(), style -> stamp(style, 2 * half + 1, scale));
      int x = (int) Math.round(dot.x() * scale) - half;
      int y = (int) Math.round(dot.y() * scale) - half;
      graphics.drawImage(stamp, x, y, null);
    }
  }

  private BufferedImage stamp(Style style, int side, double scale) {
    BufferedImage stamp = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D graphics = stamp.createGraphics();
    try {
      smooth(graphics, scale);
      int rgb = style.rgb();
      Shape shape = at(form(style.form(), RADIUS), side / scale / 2, side / scale / 2);
      graphics.setColor(new Color(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, OPACITY));
      graphics.fill(shape);
      graphics.setStroke(new BasicStroke(EDGE));
      graphics.setColor(new Color(palette.ink(rgb)));
      graphics.draw(shape);
      return stamp;
    } finally {
      graphics.dispose();
    }
  }

  /** Steps, as what lies between two of the front is no better than the worse of both. */
  private void front(Graphics2D graphics) {
    graphics.setColor(new Color(palette.mark()));
    graphics.setStroke(new BasicStroke(LINE));
    Path2D.Double line = new Path2D.Double();
    for (Dot dot : front) {
      if (line.getCurrentPoint() == null) {
        line.moveTo(dot.x(), dot.y());
      } else {
        line.lineTo(dot.x(), line.getCurrentPoint().getY());
        line.lineTo(dot.x(), dot.y());
      }
    }
    graphics.draw(line);
    for (Dot dot : front) {
      Shape shape = at(diamond(), dot.x(), dot.y());
      graphics.setColor(new Color(palette.mark()));
      graphics.fill(shape);
      graphics.setColor(new Color(palette.background()));
      graphics.draw(shape);
    }
  }

  private static Shape at(Shape shape, double x, double y) {
    return AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape);
  }

  private static Shape circle(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private static Shape form(Form form, double size) {
    return switch (form) {
      case CIRCLE -> circle(0, 0, size);
      case SQUARE -> new Rectangle2D.Double(-0.9 * size, -0.9 * size, 1.8 * size, 1.8 * size);
      case TRIANGLE -> closed(0, -1.2 * size, 1.15 * size, 0.9 * size, -1.15 * size, 0.9 * size);
      case CROSS -> cross(size);
    };
  }

  private static Shape diamond() {
    double size = FRONT_RADIUS;
    return closed(0, -size, size, 0, 0, size, -size, 0);
  }

  private static Shape cross(double size) {
    double in = 0.4 * size;
    double out = 1.2 * size;
    return closed(
        -in, -out, in, -out, in, -in, out, -in, out, in, in, in, in, out, -in, out, -in, in, -out,
        in, -out, -in, -in, -in);
  }

  private static Shape closed(double... places) {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(places[0], places[1]);
    for (int i = 2; i < places.length; i += 2) {
      path.lineTo(places[i], places[i + 1]);
    }
    path.closePath();
    return path;
  }
}
