package dev.lockstep.scenarios.report.paint;

import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.PictureException;
import dev.lockstep.scenarios.report.picture.TimelinePicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Writes a picture as PNG. Needs no display. */
public final class PngWriter {

  private static final int MAX_PIXELS = 100_000_000;

  private PngWriter() {}

  /**
   * Writes a picture and leaves the stream open.
   *
   * @param scale pixels of the image for a pixel of the picture; 2 is sharp on any screen
   * @throws PictureException if this machine cannot draw text, or the image would be too large
   */
  public static void write(TimelinePicture picture, Palette palette, int scale, OutputStream out)
      throws IOException {
    write(
        picture.width(),
        picture.height(),
        scale,
        pixels -> RasterPainter.paint(picture, palette, scale, pixels),
        out);
  }

  /**
   * Writes a picture of any kind and leaves the stream open.
   *
   * @param width of the picture
   * @param height of the picture
   * @param scale pixels of the image for a pixel of the picture
   * @param painter paints it
   * @throws PictureException if this machine cannot draw text, or the image would be too large
   */
  public static void write(
      int width, int height, int scale, Consumer<Pixels> painter, OutputStream out)
      throws IOException {
    System.setProperty("java.awt.headless", "true");
    long count = (long) width * scale * height * scale;
    if (count > MAX_PIXELS) {
      throw new PictureException(
          "a picture of %d x %d pixels is too large for .png; write .svg"
              .formatted(width * scale, height * scale));
    }
    Pixels pixels = new Pixels(width * scale, height * scale);
    painter.accept(pixels);
    ImageIO.setUseCache(false);
    ImageIO.write(opaque(pixels.image()), "png", out);
  }

  /** Without the alpha channel, which is a quarter of the data and says nothing. */
  private static BufferedImage opaque(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      opaque.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return opaque;
  }
}
