package dev.lockstep.numerics.data.generated.glyph;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.QuadCurve2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/**
 * Paints grey images of glyphs with Java2D. Immutable: an image depends on the random generator
 * that is handed in, and on the typefaces.
 */
public final class Painter {

  private static final int SHADES = 256;

  static {
    // Java2D would look for a display, and fail where DISPLAY names one that is not there.
    System.setProperty("java.awt.headless", "true");
  }

  private final int size;
  private final List<Typeface> typefaces;
  private final Difficulty difficulty;

  /**
   * Gets ready to paint.
   *
   * @param size height and width of an image, in pixels
   * @param typefaces one of which is drawn for each image
   */
  public Painter(int size, List<Typeface> typefaces, Difficulty difficulty) {
    this.size = size;
    this.typefaces = List.copyOf(typefaces);
    this.difficulty = difficulty;
  }

  /** An image of a glyph, row by row. */
  public byte[] paint(int glyph, Random random) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    int paper = random.nextInt(SHADES);
    int ink = ink(paper, random);
    graphics.setColor(grey(paper));
    graphics.fillRect(0, 0, size, size);
    int pieces = count(difficulty.clutter(), random);
    for (int i = 0; i < pieces; i++) {
      clutter(graphics, paper, ink, random);
    }
    double middle = size / 2.0;
    double height = size * (0.55 + 0.2 * random.nextDouble());
    letter(
        graphics, glyph, ink, new Warp(difficulty.warp(), middle, middle, height, random), random);
    if (random.nextDouble() < difficulty.clutter() / 4) {
      scratch(graphics, random.nextBoolean() ? paper : between(paper, ink, random), random);
    }
    graphics.dispose();
    return pixels(image, random);
  }

  private void letter(Graphics2D graphics, int glyph, int shade, Warp warp, Random random) {
    Typeface typeface = typefaces.get(random.nextInt(typefaces.size()));
    graphics.setColor(grey(shade));
    graphics.fill(warp.apply(typeface.outline(glyph)));
  }

  /** A piece of any letter at the image's edge, or a scratch, behind the glyph. */
  private void clutter(Graphics2D graphics, int paper, int ink, Random random) {
    int shade = between(paper, ink, random);
    if (random.nextBoolean()) {
      scratch(graphics, shade, random);
      return;
    }
    double angle = 2 * Math.PI * random.nextDouble();
    double distance = size * (0.5 + 0.15 * random.nextDouble());
    Warp place =
        new Warp(
            1,
            size / 2.0 + distance * StrictMath.cos(angle),
            size / 2.0 + distance * StrictMath.sin(angle),
            size * 0.6,
            random);
    letter(graphics, random.nextInt(Alphabet.size()), shade, place, random);
  }

  private void scratch(Graphics2D graphics, int shade, Random random) {
    graphics.setColor(grey(shade));
    float width = size * (0.02f + 0.05f * random.nextFloat());
    graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    double x = size * random.nextDouble();
    double y = size * random.nextDouble();
    double length = 0.35 * size;
    graphics.draw(
        new QuadCurve2D.Double(
            x,
            y,
            x + length * random.nextGaussian(),
            y + length * random.nextGaussian(),
            x + length * random.nextGaussian(),
            y + length * random.nextGaussian()));
  }

  /** A shade at least a quarter of black to white away from the paper's, darker or brighter. */
  private static int ink(int paper, Random random) {
    int least = SHADES / 4;
    int darker = Math.max(0, paper - least);
    int brighter = Math.max(0, SHADES - 1 - paper - least);
    int drawn = random.nextInt(darker + brighter);
    return drawn < darker ? drawn : paper + least + 1 + drawn - darker;
  }

  private static int between(int paper, int ink, Random random) {
    return (int) (paper + (0.3 + 0.6 * random.nextDouble()) * (ink - paper));
  }

  /** 0, 1, 2 ... with a mean. */
  private static int count(double mean, Random random) {
    return (int) (2 * mean * random.nextDouble() + 0.5);
  }

  private byte[] pixels(BufferedImage image, Random random) {
    byte[] pixels = new byte[size * size];
    for (int i = 0; i < pixels.length; i++) {
      int shade = image.getRGB(i % size, i / size) & 0xff;
      double noisy = shade + (SHADES - 1) * difficulty.noise() * random.nextGaussian();
      pixels[i] = (byte) Math.max(0, Math.min(SHADES - 1, StrictMath.rint(noisy)));
    }
    return pixels;
  }

  private static Color grey(int shade) {
    return new Color(shade, shade, shade);
  }
}
