package dev.lockstep.numerics.data.samples;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns pixels from 0 to 255 into numbers of mean 0 and deviation 1, channel by channel. The
 * figures are those of a training set, for its test set too.
 *
 * @param means of each channel, of pixels from 0 to 1
 * @param deviations of each channel, of pixels from 0 to 1
 */
public record Normalisation(List<Double> means, List<Double> deviations) {

  private static final int LEVELS = 256;

  /** Copies the figures. */
  public Normalisation {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    if (means.isEmpty() || means.size() != deviations.size()) {
      throw new IllegalArgumentException(
          "%d means and %d deviations: there must be one of each for each channel"
              .formatted(means.size(), deviations.size()));
    }
    if (deviations.stream().anyMatch(deviation -> !(deviation > 0))) {
      throw new IllegalArgumentException(
          "deviations %s: each must be above 0. Maybe all pixels of a channel are equal."
              .formatted(deviations));
    }
  }

  /** The figures of images that lie one after another. */
  public static Normalisation of(byte[] pixels, ImageShape shape) {
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int channel = 0; channel < shape.channels(); channel++) {
      long[] counts = counts(pixels, shape, channel);
      double count = 0;
      double sum = 0;
      double squares = 0;
      for (int level = 0; level < LEVELS; level++) {
        double value = level / 255.0;
        count += counts[level];
        sum += counts[level] * value;
        squares += counts[level] * value * value;
      }
      double mean = sum / count;
      means.add(mean);
      deviations.add(Math.sqrt(Math.max(0, squares / count - mean * mean)));
    }
    return new Normalisation(means, deviations);
  }

  private static long[] counts(byte[] pixels, ImageShape shape, int channel) {
    int plane = shape.height() * shape.width();
    long[] counts = new long[LEVELS];
    for (int first = channel * plane; first < pixels.length; first += shape.values()) {
      for (int i = first; i < first + plane; i++) {
        counts[pixels[i] & 0xff]++;
      }
    }
    return counts;
  }

  /**
   * The pixels again, from 0 to 1.
   *
   * @param images as it made them, (samples, channels, height, width)
   */
  public INDArray pixels(INDArray images) {
    return images.mul(along(deviations, images)).addi(along(means, images));
  }

  private static INDArray along(List<Double> ofChannels, INDArray images) {
    return Nd4j.create(ofChannels).castTo(images.dataType()).reshape(1, ofChannels.size(), 1, 1);
  }

  /** What each pixel from 0 to 255 becomes, by channel. */
  float[][] tables() {
    float[][] tables = new float[means.size()][LEVELS];
    for (int channel = 0; channel < tables.length; channel++) {
      for (int level = 0; level < LEVELS; level++) {
        tables[channel][level] =
            (float) ((level / 255.0 - means.get(channel)) / deviations.get(channel));
      }
    }
    return tables;
  }
}
