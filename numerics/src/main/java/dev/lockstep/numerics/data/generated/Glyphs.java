package dev.lockstep.numerics.data.generated;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.Seeds;
import dev.lockstep.numerics.data.generated.glyph.Alphabet;
import dev.lockstep.numerics.data.generated.glyph.Difficulty;
import dev.lockstep.numerics.data.generated.glyph.InstalledTypeface;
import dev.lockstep.numerics.data.generated.glyph.MadeUpTypeface;
import dev.lockstep.numerics.data.generated.glyph.Painter;
import dev.lockstep.numerics.data.generated.glyph.Typeface;
import dev.lockstep.numerics.data.generated.glyph.Typefaces;
import dev.lockstep.numerics.data.samples.ImageSamples;
import dev.lockstep.numerics.data.samples.ImageShape;
import dev.lockstep.numerics.data.samples.Normalisation;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Grey images of letters to be told apart, in many typefaces, bent, turned, dark on bright or
 * bright on dark, with noise and with pieces of other letters around them. Test images are of
 * typefaces that training never shows. With typefaces that are made up, equal seeds give equal bits
 * on every machine with the same release of Java; Java2D's rendering may differ a little between
 * releases.
 *
 * @param classes letters, 2 to 26
 * @param size height and width in pixels
 * @param trainingCount images to learn from
 * @param testCount images to judge by
 */
public record Glyphs(
    int classes,
    int size,
    int trainingCount,
    int testCount,
    Typefaces typefaces,
    Difficulty difficulty) {

  private static final long TYPEFACES = 0;
  private static final long TRAINING = 1;
  private static final long TEST = 2;
  private static final int MADE_UP = 120;
  private static final int LEAST_SIZE = 8;

  /** Refuses what cannot be drawn. */
  public Glyphs {
    Counts.check(classes, trainingCount, testCount);
    if (classes > Alphabet.size()) {
      throw new IllegalArgumentException(
          "%d classes of glyphs: there must be 2 to %d".formatted(classes, Alphabet.size()));
    }
    if (size < LEAST_SIZE) {
      throw new IllegalArgumentException(
          "glyphs of %d pixels: there must be at least %d".formatted(size, LEAST_SIZE));
    }
  }

  /** 20 classes of 16 x 16 pixels, 20,000 images to learn from. */
  public static Glyphs usual() {
    return new Glyphs(20, 16, 20_000, 2_000, Typefaces.MADE_UP, Difficulty.usual());
  }

  /** The images; equal seeds give equal bits. */
  public DataSet generate(long seed) {
    ImageShape shape = new ImageShape(1, size, size);
    List<Typeface> all = allTypefaces(seed);
    Painter forTraining = new Painter(size, everyOther(all, 0), difficulty);
    Painter forTest = new Painter(size, everyOther(all, 1), difficulty);
    byte[] training = paint(trainingCount, forTraining, Seeds.of(seed, TRAINING));
    byte[] test = paint(testCount, forTest, Seeds.of(seed, TEST));
    Normalisation figures = Normalisation.of(training, shape);
    return new DataSet(
        "glyphs",
        new ImageSamples(shape, training, labels(trainingCount), figures, List.of()),
        new ImageSamples(shape, test, labels(testCount), figures, List.of()),
        shape.dimensions(),
        classes);
  }

  private List<Typeface> allTypefaces(long seed) {
    return switch (typefaces) {
      case INSTALLED -> InstalledTypeface.all();
      case MADE_UP ->
          IntStream.range(0, MADE_UP)
              .mapToObj(i -> (Typeface) new MadeUpTypeface(Seeds.random(seed, TYPEFACES, i)))
              .toList();
    };
  }

  private static List<Typeface> everyOther(List<Typeface> all, int first) {
    return Stream.iterate(Math.min(first, all.size() - 1), i -> i < all.size(), i -> i + 2)
        .map(all::get)
        .toList();
  }

  private byte[] paint(int count, Painter painter, long seed) {
    int values = size * size;
    byte[] pixels = new byte[Math.multiplyExact(count, values)];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              byte[] image = painter.paint(i % classes, Seeds.random(seed, i));
              System.arraycopy(image, 0, pixels, i * values, values);
            });
    return pixels;
  }

  private byte[] labels(int count) {
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % classes);
    }
    return labels;
  }
}
