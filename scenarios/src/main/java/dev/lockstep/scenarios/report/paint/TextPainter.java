package dev.lockstep.scenarios.report.paint;

import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.PictureException;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Paints text with Java2D. */
public final class TextPainter {

  private final Pixels pixels;
  private final Palette palette;
  private final double scale;
  private final Map<Float, Map<Integer, FontMetrics>> fonts = new HashMap<>();

  /**
   * Paints on a surface.
   *
   * @param scale pixels of the surface for a pixel of the picture
   */
  public TextPainter(Pixels pixels, Palette palette, double scale) {
    this.pixels = pixels;
    this.palette = palette;
    this.scale = scale;
  }

  /**
   * Paints labels.
   *
   * @throws PictureException if this machine cannot draw text
   */
  public void paint(List<Label> labels) {
    if (labels.isEmpty()) {
      return;
    }
    Graphics2D graphics = pixels.graphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      labels.forEach(label -> paint(graphics, label));
    } catch (RuntimeException | LinkageError | InternalError e) {
      // Without fontconfig or a font the JDK throws any of these, depending on what is missing.
      throw new PictureException(
          "cannot draw text: no fonts on this machine; install fontconfig and a font, or write .svg",
          e);
    } finally {
      graphics.dispose();
    }
  }

  private void paint(Graphics2D graphics, Label label) {
    int style = label.tone() == Tone.BOLD ? Font.BOLD : Font.PLAIN;
    float size = (float) (scale * label.size());
    FontMetrics metrics =
        fonts
            .computeIfAbsent(size, s -> new HashMap<>())
            .computeIfAbsent(
                style,
                s -> graphics.getFontMetrics(new Font(Font.SANS_SERIF, s, 1).deriveFont(size)));
    double width = metrics.getStringBounds(label.text(), graphics).getWidth();
    double x =
        switch (label.anchor()) {
          case START -> scale * label.x();
          case MIDDLE -> scale * label.x() - width / 2;
          case END -> scale * label.x() - width;
        };
    graphics.setFont(metrics.getFont());
    graphics.setColor(new Color(palette.text(label.tone())));
    graphics.drawString(label.text(), (float) x, (float) (scale * label.y()));
  }
}
