package dev.lockstep.scenarios.report.curves;

import dev.lockstep.scenarios.report.paint.PictureFile;
import dev.lockstep.scenarios.report.paint.PngWriter;
import dev.lockstep.scenarios.report.picture.Palette;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Curves in a file, in the format that its name asks for. */
public final class CurveFile {

  private static final int PNG_SCALE = 2;

  private CurveFile() {}

  /**
   * Writes a picture.
   *
   * @param file ends in .png or .svg
   * @throws dev.lockstep.scenarios.report.picture.PictureException if it does not, or if this
   *     machine cannot draw
   * @throws IOException if the file cannot be written
   */
  public static void write(CurvePicture picture, Palette palette, Path file) throws IOException {
    PictureFile.checkName(file);
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
      try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        CurveSvg.write(picture, palette, out);
      }
    } else {
      // Painted first, so that a machine that cannot draw does not leave an empty file behind.
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      PngWriter.write(
          picture.width(),
          picture.height(),
          PNG_SCALE,
          pixels -> CurvePainter.paint(picture, palette, PNG_SCALE, pixels),
          png);
      Files.write(file, png.toByteArray());
    }
  }
}
