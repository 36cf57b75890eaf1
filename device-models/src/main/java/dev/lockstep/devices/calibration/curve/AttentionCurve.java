package dev.lockstep.devices.calibration.curve;

import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Kernel;
import java.util.List;

/**
 * Attention in one direction: a launch, a fixed part for each sequence and head, the operations of
 * the products, the scores (softmax, and their way through memory where they are kept, dearer where
 * they do not fit the cache), and the elements of queries, keys and values.
 */
final class AttentionCurve implements Curve {

  private static final double SHARPNESS = 2;

  @Override
  public List<String> constants() {
    return List.of(
        "launchSeconds",
        "headSeconds",
        "secondsPerFlop",
        "secondsPerScore",
        "secondsPerElement",
        "missSecondsPerScore",
        "cachedScores");
  }

  @Override
  public double[] guess(List<Point> points) {
    double launch = points.stream().mapToDouble(Point::seconds).min().orElseThrow();
    double perFlop =
        points.stream().mapToDouble(p -> p.seconds() / p.kernel().flops()).min().orElseThrow();
    double perScore =
        points.stream().mapToDouble(p -> p.seconds() / scores(p.kernel())).min().orElseThrow();
    return new double[] {
      launch / 2, launch / 20, perFlop / 2, perScore / 4, perScore / 8, perScore / 4, 1e5
    };
  }

  @Override
  public double seconds(double[] constants, Kernel kernel) {
    Attention attention = (Attention) kernel;
    double scores = scores(attention);
    return constants[0]
        + constants[1] * attention.batch()
        + constants[2] * attention.flops()
        + constants[3] * scores
        + constants[4] * elements(attention)
        + constants[5] * scores * Cache.missing(scores, constants[6], SHARPNESS);
  }

  @Override
  public double[] sizes(Kernel kernel) {
    Attention attention = (Attention) kernel;
    return new double[] {
      attention.batch(),
      attention.querySequence(),
      attention.keySequence(),
      attention.headSize(),
      attention.valueSize()
    };
  }

  private static double scores(Kernel kernel) {
    Attention attention = (Attention) kernel;
    return (double) attention.batch()
        * attention.querySequence()
        * attention.keySequence()
        * (attention.causal() ? 0.5 : 1);
  }

  private static double elements(Attention attention) {
    double queryAndResult =
        (double) attention.querySequence() * (attention.headSize() + attention.valueSize());
    double keyAndValue =
        (double) attention.keySequence() * (attention.headSize() + attention.valueSize());
    return attention.batch() * (queryAndResult + keyAndValue);
  }
}
