package dev.lockstep.numerics.data.generated.glyph;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A font of this machine. */
public final class InstalledTypeface implements Typeface {

  /** Accents too: fonts of symbols claim to have the plain letters. */
  private static final String NEEDED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c9\u00d1";

  private final List<Shape> outlines;

  private InstalledTypeface(Font font) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    double height = font.createGlyphVector(context, "H").getOutline().getBounds2D().getHeight();
    this.outlines =
        IntStream.range(0, Alphabet.size())
            .mapToObj(glyph -> outline(font, context, height, Alphabet.letter(glyph)))
            .toList();
  }

  /**
   * All of this machine that have the alphabet's letters, by name.
   *
   * @throws IllegalStateException if there is none
   */
  public static List<Typeface> all() {
    System.setProperty("java.awt.headless", "true"); // fonts need no display
    List<Typeface> all;
    try {
      all =
          Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
              .filter(font -> font.canDisplayUpTo(NEEDED) == -1)
              .sorted(Comparator.comparing(Font::getFontName))
              .map(font -> (Typeface) new InstalledTypeface(font.deriveFont(100f)))
              .toList();
    } catch (Error | RuntimeException noFonts) { // a JDK without fontconfig throws either
      throw none(noFonts);
    }
    if (all.isEmpty()) {
      throw none(new IllegalStateException("the list of fonts has none"));
    }
    return all;
  }

  private static IllegalStateException none(Throwable cause) {
    return new IllegalStateException(
        "no font with Latin letters is installed on this machine. Maybe take the typefaces that are"
            + " made up, which need none.",
        cause);
  }

  @Override
  public Shape outline(int glyph) {
    return outlines.get(glyph);
  }

  private static Shape outline(Font font, FontRenderContext context, double height, char letter) {
    Shape outline = font.createGlyphVector(context, String.valueOf(letter)).getOutline();
    Rectangle2D bounds = outline.getBounds2D();
    AffineTransform toUnit = new AffineTransform();
    toUnit.scale(1 / height, 1 / height);
    toUnit.translate(-bounds.getCenterX(), -bounds.getCenterY());
    return toUnit.createTransformedShape(outline);
  }
}
