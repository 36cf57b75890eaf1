package dev.lockstep.gui.view;

import dev.lockstep.scenarios.report.paint.Pixels;
import dev.lockstep.scenarios.report.paint.RasterPainter;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.TimelinePicture;
import java.util.function.ObjDoubleConsumer;

/**
 * A picture that is ready to be painted.
 *
 * @param width in pixels of the window
 * @param height in pixels of the window
 * @param painter paints it, given how many pixels of the surface a pixel of the window takes
 */
public record Drawing(double width, double height, ObjDoubleConsumer<Pixels> painter) {

  /** A picture in its colours. */
  public static Drawing of(TimelinePicture picture, Palette palette) {
    return new Drawing(
        picture.width(),
        picture.height(),
        (surface, scale) -> RasterPainter.paint(picture, palette, scale, surface));
  }

  /** Paints it on a surface of the right size: on the one at hand, if that has it. */
  Pixels on(Pixels atHand, double scale) {
    int surfaceWidth = (int) Math.max(1, Math.ceil(width * scale));
    int surfaceHeight = (int) Math.max(1, Math.ceil(height * scale));
    boolean fits = surfaceWidth == atHand.width() && surfaceHeight == atHand.height();
    Pixels surface = fits ? atHand : new Pixels(surfaceWidth, surfaceHeight);
    painter.accept(surface, scale);
    return surface;
  }
}
