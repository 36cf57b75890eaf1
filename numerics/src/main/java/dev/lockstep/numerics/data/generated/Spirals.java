package dev.lockstep.numerics.data.generated;

import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.data.Seeds;
import dev.lockstep.numerics.data.samples.PointSamples;
import java.util.List;
import java.util.Random;

/**
 * Interleaved spirals in the plane, one class an arm, from the middle to radius 1: no plane tells
 * them apart, and a network needs depth or width for each turn (after Lang and Witbrock, Learning
 * to Tell Two Spirals Apart, 1988).
 *
 * @param arms labels, 2 to 256
 * @param turns of each arm around the middle
 * @param noise deviation of each coordinate; neighbouring arms are 1 / (arms x turns) apart
 * @param trainingCount points to learn from
 * @param testCount points to judge by
 */
public record Spirals(int arms, double turns, double noise, int trainingCount, int testCount) {

  private static final long TRAINING = 1;
  private static final long TEST = 2;

  /** Refuses what cannot be drawn. */
  public Spirals {
    Counts.check(arms, trainingCount, testCount);
    Counts.aboveZero("turns", turns);
    Counts.atLeastZero("noise", noise);
  }

  /** 3 arms of one and a half turns, 3,000 points to learn from. */
  public static Spirals usual() {
    return new Spirals(3, 1.5, 0.03, 3_000, 1_000);
  }

  /** The points; equal seeds give equal bits. */
  public DataSet generate(long seed) {
    return new DataSet(
        "spirals",
        draw(trainingCount, Seeds.random(seed, TRAINING)),
        draw(testCount, Seeds.random(seed, TEST)),
        List.of(2L),
        arms);
  }

  private PointSamples draw(int count, Random random) {
    float[] points = new float[2 * count];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      int arm = i % arms;
      labels[i] = (byte) arm;
      double radius = StrictMath.sqrt(random.nextDouble()); // as many points for each length of arm
      double angle = 2 * Math.PI * (turns * radius + (double) arm / arms);
      points[2 * i] = (float) (radius * StrictMath.cos(angle) + noise * random.nextGaussian());
      points[2 * i + 1] = (float) (radius * StrictMath.sin(angle) + noise * random.nextGaussian());
    }
    return new PointSamples(2, points, labels);
  }
}
