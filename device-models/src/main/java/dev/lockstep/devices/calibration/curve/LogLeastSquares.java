package dev.lockstep.devices.calibration.curve;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DiagonalMatrix;
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

  /** A constant ends within this factor, as a logarithm, of where it started: 9 decades. */
  private static final double FARTHEST = 21;

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
    MultivariateJacobianFunction model = at -> model(curve, points, at.toArray(), start);
    return new LevenbergMarquardtOptimizer()
        .optimize(
            new LeastSquaresBuilder()
                .model(model)
                .target(new double[points.size()])
                .start(from)
                .weight(new DiagonalMatrix(weights))
                .maxEvaluations(2000)
                .maxIterations(2000)
                .build())
        .getPoint()
        .toArray();
  }

  private static Pair<RealVector, org.apache.commons.math3.linear.RealMatrix> model(
      Curve curve, List<Point> points, double[] logs, double[] start) {
    double[] errors = errors(curve, points, logs, start);
    double[][] slopes = new double[points.size()][logs.length];
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

  private static double[] errors(Curve curve, List<Point> points, double[] logs, double[] start) {
    double[] constants = constants(logs, start);
    return points.stream()
        .mapToDouble(p -> Math.log(curve.seconds(constants, p.kernel()) / p.seconds()))
        .toArray();
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
