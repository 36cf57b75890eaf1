package dev.lockstep.numerics.data.samples;

import dev.lockstep.numerics.data.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images with a label each: a byte a pixel in memory, (samples, channels, height, width) in
 * tensors.
 */
public final class ImageSamples implements Samples {

  private final ImageShape shape;
  private final byte[] pixels;
  private final Labels labels;
  private final Normalisation normalisation;
  private final float[][] tables;
  private final List<Augmentation> augmentations;

  /**
   * Images that lie one after another.
   *
   * @param pixels of all images, kept and not copied: not to be changed any more
   * @param labels one an image
   * @param augmentations changes of training images, carried out in this order on the pixels
   */
  public ImageSamples(
      ImageShape shape,
      byte[] pixels,
      byte[] labels,
      Normalisation normalisation,
      List<Augmentation> augmentations) {
    if (pixels.length != (long) labels.length * shape.values()) {
      throw new IllegalArgumentException(
          "%d pixels for %d labels of images of %s: there must be %d"
              .formatted(
                  pixels.length, labels.length, shape, (long) labels.length * shape.values()));
    }
    if (normalisation.means().size() != shape.channels()) {
      throw new IllegalArgumentException(
          "a normalisation of %d channels for images of %s"
              .formatted(normalisation.means().size(), shape));
    }
    this.shape = shape;
    this.pixels = pixels;
    this.labels = new Labels(labels);
    this.normalisation = normalisation;
    this.tables = normalisation.tables();
    this.augmentations = List.copyOf(augmentations);
  }

  private ImageSamples(ImageSamples of, List<Augmentation> augmentations) {
    this.shape = of.shape;
    this.pixels = of.pixels;
    this.labels = of.labels;
    this.normalisation = of.normalisation;
    this.tables = of.tables;
    this.augmentations = List.copyOf(augmentations);
  }

  /** The same images, in the same memory, with these changes instead of those before. */
  public ImageSamples augmentedBy(List<Augmentation> changes) {
    return new ImageSamples(this, changes);
  }

  @Override
  public int count() {
    return labels.count();
  }

  /** What an image measures. */
  public ImageShape shape() {
    return shape;
  }

  /** What made numbers of pixels. */
  public Normalisation normalisation() {
    return normalisation;
  }

  /** An image's pixels, a copy. */
  public byte[] pixels(int sample) {
    return Arrays.copyOfRange(pixels, sample * shape.values(), (sample + 1) * shape.values());
  }

  /** An image's label. */
  public int label(int sample) {
    return labels.of(sample);
  }

  @Override
  public MicroBatch microBatch(int[] numbers) {
    float[] values = new float[numbers.length * shape.values()];
    for (int i = 0; i < numbers.length; i++) {
      normalise(pixels, numbers[i] * shape.values(), values, i * shape.values());
    }
    return microBatch(numbers, values);
  }

  @Override
  public MicroBatch microBatch(int[] numbers, RandomGenerator augmentation) {
    if (augmentations.isEmpty()) {
      return microBatch(numbers);
    }
    float[] values = new float[numbers.length * shape.values()];
    for (int i = 0; i < numbers.length; i++) {
      Random random = new Random(augmentation.nextLong());
      byte[] image = pixels(numbers[i]);
      for (Augmentation change : augmentations) {
        image = change.apply(image, shape, random);
      }
      normalise(image, 0, values, i * shape.values());
    }
    return microBatch(numbers, values);
  }

  private void normalise(byte[] from, int first, float[] to, int start) {
    int plane = shape.height() * shape.width();
    for (int channel = 0; channel < shape.channels(); channel++) {
      float[] table = tables[channel];
      int offset = channel * plane;
      for (int i = offset; i < offset + plane; i++) {
        to[start + i] = table[from[first + i] & 0xff];
      }
    }
  }

  private MicroBatch microBatch(int[] numbers, float[] values) {
    long[] dimensions = {numbers.length, shape.channels(), shape.height(), shape.width()};
    return new MicroBatch(Nd4j.create(values, dimensions, 'c'), labels.tensor(numbers));
  }
}
