package dev.lockstep.scenarios.report.picture.file;

import dev.lockstep.scenarios.report.picture.PictureException;
import dev.lockstep.scenarios.report.picture.SliceKind;
import dev.lockstep.scenarios.report.picture.Strip;
import dev.lockstep.scenarios.report.picture.TimelinePicture;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Box;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Line;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Panel;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;

/** Paints a picture with Java2D and writes it as PNG. Needs no display. */
public final class PngWriter {

  private static final Color DARK = new Color(0x1A1A1A);
  private static final Color MUTED = new Color(0x5F5F5F);
  private static final Color GRID = new Color(0xD4D4D4);
  private static final float[] DASHES = {3, 3};
  private static final int MAX_PIXELS = 100_000_000;

  private PngWriter() {}

  /**
   * Writes a picture and leaves the stream open.
   *
   * @param scale pixels of the image for a pixel of the picture; 2 is sharp on any screen
   * @throws PictureException if this machine cannot draw text, or the image would be too large
   */
  public static void write(TimelinePicture picture, int scale, OutputStream out)
      throws IOException {
    System.setProperty("java.awt.headless", "true");
    long pixels = (long) picture.width() * scale * picture.height() * scale;
    if (pixels > MAX_PIXELS) {
      throw new PictureException(
          "a picture of %d x %d pixels is too large for .png; write .svg"
              .formatted(picture.width() * scale, picture.height() * scale));
    }
    BufferedImage image =
        new BufferedImage(
            picture.width() * scale, picture.height() * scale, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.scale(scale, scale);
      paint(picture, graphics);
    } finally {
      graphics.dispose();
    }
    ImageIO.setUseCache(false);
    ImageIO.write(image, "png", out);
  }

  private static void paint(TimelinePicture picture, Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.width(), picture.height());
    graphics.setColor(new Color(SliceKind.IDLE.rgb()));
    for (Panel panel : picture.panels()) {
      fill(graphics, panel.x(), panel.y(), panel.width(), panel.height());
    }
    lines(graphics, picture.lines(), GRID, new BasicStroke(1));
    picture.strips().forEach(strip -> strip(graphics, strip));
    picture.boxes().forEach(box -> box(graphics, box));
    BasicStroke dashed =
        new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0);
    lines(graphics, picture.marks(), DARK, dashed);
    picture.swatches().forEach(box -> box(graphics, box));
    labels(graphics, picture.labels());
  }

  private static void box(Graphics2D graphics, Box box) {
    graphics.setColor(new Color(box.rgb()));
    fill(graphics, box.x(), box.y(), box.width(), box.height());
    if (box.width() >= SvgWriter.BORDER_FROM_WIDTH && box.kind() != SliceKind.IDLE) {
      graphics.setColor(Color.WHITE);
      graphics.setStroke(new BasicStroke(0.8f));
      graphics.draw(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
    }
  }

  private static void strip(Graphics2D graphics, Strip strip) {
    for (int kind = strip.kinds().size() - 1; kind >= 0; kind--) {
      graphics.setColor(new Color(strip.kinds().get(kind).rgb()));
      for (int column = 0; column < strip.columns(); column++) {
        double height = strip.height() * strip.stackedShare(kind, column);
        double left = strip.edge(column);
        double top = strip.top() + strip.height() - height;
        fill(graphics, left, top, strip.edge(column + 1) - left, height);
      }
    }
  }

  private static void fill(Graphics2D graphics, double x, double y, double width, double height) {
    if (width > 0 && height > 0) {
      graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }
  }

  private static void lines(
      Graphics2D graphics, List<Line> lines, Color colour, BasicStroke stroke) {
    graphics.setColor(colour);
    graphics.setStroke(stroke);
    for (Line line : lines) {
      double x = Math.floor(line.x()) + 0.5;
      graphics.draw(new Line2D.Double(x, line.fromY(), x, line.toY()));
    }
  }

  private static void labels(Graphics2D graphics, List<Label> labels) {
    try {
      Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
      for (Label label : labels) {
        int style = label.tone() == Tone.BOLD ? Font.BOLD : Font.PLAIN;
        Font font = plain.deriveFont(style, (float) label.size());
        double width =
            font.getStringBounds(label.text(), graphics.getFontRenderContext()).getWidth();
        double x =
            switch (label.anchor()) {
              case START -> label.x();
              case MIDDLE -> label.x() - width / 2;
              case END -> label.x() - width;
            };
        graphics.setFont(font);
        graphics.setColor(colour(label.tone()));
        graphics.drawString(label.text(), (float) x, (float) label.y());
      }
    } catch (RuntimeException | LinkageError | InternalError e) {
      // Without fontconfig or a font the JDK throws any of these, depending on what is missing.
      throw new PictureException(
          "cannot draw text: no fonts on this machine; install fontconfig and a font, or write .svg",
          e);
    }
  }

  private static Color colour(Tone tone) {
    return switch (tone) {
      case DARK, BOLD -> DARK;
      case MUTED -> MUTED;
      case LIGHT -> Color.WHITE;
    };
  }
}
