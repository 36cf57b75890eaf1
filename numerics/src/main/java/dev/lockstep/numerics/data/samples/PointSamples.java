package dev.lockstep.numerics.data.samples;

import dev.lockstep.numerics.data.Samples;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.factory.Nd4j;

/** Points with a label each, (samples, dimensions) in tensors; never augmented. */
public final class PointSamples implements Samples {

  private final int dimensions;
  private final float[] coordinates;
  private final Labels labels;

  /**
   * Points that lie one after another.
   *
   * @param coordinates of all points
   * @param labels one a point
   */
  public PointSamples(int dimensions, float[] coordinates, byte[] labels) {
    if (dimensions < 1 || coordinates.length != (long) labels.length * dimensions) {
      throw new IllegalArgumentException(
          "%d coordinates for %d labels of points of %d dimensions"
              .formatted(coordinates.length, labels.length, dimensions));
    }
    this.dimensions = dimensions;
    this.coordinates = coordinates.clone();
    this.labels = new Labels(labels);
  }

  @Override
  public int count() {
    return labels.count();
  }

  /** A point's coordinates, a copy. */
  public float[] point(int sample) {
    return Arrays.copyOfRange(coordinates, sample * dimensions, (sample + 1) * dimensions);
  }

  /** A point's label. */
  public int label(int sample) {
    return labels.of(sample);
  }

  @Override
  public MicroBatch microBatch(int[] numbers) {
    float[] values = new float[numbers.length * dimensions];
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(coordinates, numbers[i] * dimensions, values, i * dimensions, dimensions);
    }
    long[] shape = {numbers.length, dimensions};
    return new MicroBatch(Nd4j.create(values, shape, 'c'), labels.tensor(numbers));
  }

  @Override
  public MicroBatch microBatch(int[] numbers, RandomGenerator augmentation) {
    return microBatch(numbers);
  }
}
