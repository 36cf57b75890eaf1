package dev.lockstep.numerics.data.generated;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.Seeds;
import dev.lockstep.numerics.data.samples.PointSamples;
import java.util.List;
import java.util.Random;

/**
 * Gaussian clusters of deviation 1, whose centres are drawn from a Gaussian themselves. With one
 * cluster a class they can be told apart by planes, with more they cannot.
 *
 * @param classes labels, 2 to 256
 * @param dimensions of the space
 * @param clustersPerClass how many clusters bear the same label
 * @param spread deviation of the centres in each dimension; the smaller, the more they overlap
 * @param trainingCount points to learn from
 * @param testCount points to judge by
 */
public record Clusters(
    int classes,
    int dimensions,
    int clustersPerClass,
    double spread,
    int trainingCount,
    int testCount) {

  private static final long CENTRES = 0;
  private static final long TRAINING = 1;
  private static final long TEST = 2;

  /** Refuses what cannot be drawn. */
  public Clusters {
    Counts.check(classes, trainingCount, testCount);
    Counts.atLeastOne("dimensions", dimensions);
    Counts.atLeastOne("clusters a class", clustersPerClass);
    Counts.aboveZero("spread", spread);
  }

  /** 10 classes of 3 clusters in 16 dimensions, 4,000 points to learn from. */
  public static Clusters usual() {
    return new Clusters(10, 16, 3, 1, 4_000, 1_000);
  }

  /** The points; equal seeds give equal bits. */
  public DataSet generate(long seed) {
    Random random = Seeds.random(seed, CENTRES);
    double[][] centres = new double[classes * clustersPerClass][dimensions];
    for (double[] centre : centres) {
      for (int d = 0; d < dimensions; d++) {
        centre[d] = spread * random.nextGaussian();
      }
    }
    return new DataSet(
        "clusters",
        draw(trainingCount, centres, Seeds.random(seed, TRAINING)),
        draw(testCount, centres, Seeds.random(seed, TEST)),
        List.of((long) dimensions),
        classes);
  }

  private PointSamples draw(int count, double[][] centres, Random random) {
    float[] points = new float[count * dimensions];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % classes);
      double[] centre = centres[i % classes + classes * random.nextInt(clustersPerClass)];
      for (int d = 0; d < dimensions; d++) {
        points[i * dimensions + d] = (float) (centre[d] + random.nextGaussian());
      }
    }
    return new PointSamples(dimensions, points, labels);
  }
}
