package dev.lockstep.devices.calibration.curve;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * Constants that make the logarithms of computed and measured times agree, so that a small kernel's
 * percent counts as much as a large one's. Constants are fitted as logarithms too, and stay above
 * zero. A point far off (a neighbour on the machine) is given less weight in the next round, as in
 * least absolute deviations by reweighting (Schlossmacher, JASA 68, 1973).
 */
final class LogLeastSquares {

  private static final int ROUNDS = 4;
  private static final double STEP = 1e-5;

  /** Errors below this weigh alike. */
  private static final double CLOSE = 0.03;

  /**
   * Weight of a constant's distance from its start, beside a point's weight of 1 to 30: it decides
   * where the points do not, and keeps a constant that they say nothing about from drifting.
   */
  private static final double HOLD = 0.003;

  /** A constant ends within this factor, as a logarithm, of where it started: 5 decades. */
  private static final double FARTHEST = 11.5;

  private LogLeastSquares() {}

  static double[] fit(Curve curve, List<Point> points) {
    if (points.size() < 3) {
      throw new IllegalArgumentException(
          "%d points for the %d constants %s; at least 3 are needed"
              .formatted(points.size(), curve.constants().size(), curve.constants()));
    }
    double[] logs = Arrays.stream(curve.guess(points)).map(Math::log).toArray();
    double[] start = logs.clone();
    double[] weights = new double[points.size()];
    Arrays.fill(weights, 1);
    for (int round = 0; round < ROUNDS; round++) {
      logs = solve(curve, points, logs, start, weights);
      double[] errors = errors(curve, points, logs, start);
      for (int i = 0; i < weights.length; i++) {
        weights[i] = 1 / Math.max(CLOSE, Math.abs(errors[i]));
      }
    }
    return constants(logs, start);
  }

  private static double[] solve(
      Curve curve, List<Point> points, double[] from, double[] start, double[] weights) {
    double[] all = Arrays.copyOf(weights, weights.length + start.length);
    Arrays.fill(all, weights.length, all.length, HOLD);
    MultivariateJacobianFunction model = at -> model(curve, points, at.toArray(), start);
    return new LevenbergMarquardtOptimizer()
        .optimize(
            new LeastSquaresBuilder()
                .model(model)
                .target(new double[all.length])
                .start(from)
                .weight(new DiagonalMatrix(all))
                .maxEvaluations(2000)
                .maxIterations(2000)
                .build())
        .getPoint()
        .toArray();
  }

  private static Pair<RealVector, RealMatrix> model(
      Curve curve, List<Point> points, double[] logs, double[] start) {
    double[] errors = errors(curve, points, logs, start);
    double[][] slopes = new double[errors.length][logs.length];
    for (int j = 0; j < logs.length; j++) {
      double[] moved = logs.clone();
      moved[j] += STEP;
      double[] there = errors(curve, points, moved, start);
      for (int i = 0; i < errors.length; i++) {
        slopes[i][j] = (there[i] - errors[i]) / STEP;
      }
    }
    return new Pair<>(new ArrayRealVector(errors), new Array2DRowRealMatrix(slopes));
  }

  /** Each point's error, then each constant's distance from its start. */
  private static double[] errors(Curve curve, List<Point> points, double[] logs, double[] start) {
    double[] constants = constants(logs, start);
    double[] errors = new double[points.size() + logs.length];
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      errors[i] = Math.log(curve.seconds(constants, point.kernel()) / point.seconds());
    }
    for (int j = 0; j < logs.length; j++) {
      errors[points.size() + j] = logs[j] - start[j];
    }
    return errors;
  }

  private static double[] constants(double[] logs, double[] start) {
    double[] constants = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      double most = start[i] + FARTHEST;
      double least = start[i] - FARTHEST;
      constants[i] = Math.exp(Math.max(least, Math.min(most, logs[i])));
    }
    return constants;
  }
}
