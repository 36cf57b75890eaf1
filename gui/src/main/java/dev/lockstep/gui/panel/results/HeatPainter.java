package dev.lockstep.gui.panel.results;

import dev.lockstep.scenarios.report.paint.Pixels;
import dev.lockstep.scenarios.report.paint.TextPainter;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Anchor;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import dev.lockstep.scenarios.report.window.SliceKind;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints the cells of a heat map, each with its figure where there is room.
 *
 * @param tiles all cells
 * @param palette the ground
 */
record HeatPainter(List<Tile> tiles, Palette palette) implements PaintedChart.Painting {

  private static final double GAP = 0.5;
  private static final double TEXT = 11;
  private static final double CHARACTER = 6.6;
  private static final double LINE = 15;

  /** A cell at its place. */
  record Tile(
      double x, double y, double width, double height, int rgb, String text, boolean chosen) {}

  @Override
  public void paint(Pixels surface, double scale) {
    Graphics2D graphics = surface.graphics();
    List<Label> labels = new ArrayList<>();
    try {
      graphics.scale(scale, scale);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      for (Tile tile : tiles) {
        graphics.setColor(new Color(tile.rgb()));
        graphics.fill(frame(tile, GAP));
        if (tile.width() >= CHARACTER * (tile.text().length() + 1) && tile.height() >= LINE) {
          labels.add(label(tile));
        }
      }
      tiles.stream().filter(Tile::chosen).forEach(tile -> standOut(graphics, tile));
    } finally {
      graphics.dispose();
    }
    new TextPainter(surface, palette, scale).paint(labels);
  }

  /** Two frames, one of which can be told from any colour. */
  private void standOut(Graphics2D graphics, Tile tile) {
    graphics.setStroke(new BasicStroke(2));
    graphics.setColor(new Color(palette.mark()));
    graphics.draw(frame(tile, 1));
    graphics.setColor(new Color(palette.background()));
    graphics.draw(frame(tile, 3));
  }

  private static Rectangle2D frame(Tile tile, double inside) {
    return new Rectangle2D.Double(
        tile.x() + inside,
        tile.y() + inside,
        Math.max(1, tile.width() - 2 * inside),
        Math.max(1, tile.height() - 2 * inside));
  }

  private static Label label(Tile tile) {
    Tone tone = SliceKind.needsLightText(tile.rgb()) ? Tone.LIGHT : Tone.INK;
    double x = tile.x() + tile.width() / 2;
    double y = tile.y() + tile.height() / 2 + 4;
    return new Label(x, y, tile.text(), TEXT, Anchor.MIDDLE, tone);
  }
}
