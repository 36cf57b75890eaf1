package dev.lockstep.devices.calibration.network;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * The errors that the optimiser drives to zero, and their derivatives by central differences; after
 * them how far each constant is from where it started, with little weight: a constant that the
 * measurements do not tell stays put.
 */
final class CurveResiduals implements MultivariateJacobianFunction {

  /** Relative error from which on an error counts linearly. */
  private static final double LINEAR_FROM = 0.1;

  private static final double DIFFERENCE = 1e-6;
  private static final int MAX_EVALUATIONS = 5_000;
  private static final double TOLERANCE = 1e-7;

  private final Function<double[], ToDoubleFunction<MeasuredCollective>> model;

  /** Weight of a constant that is off by a factor of e, against a point that is so. */
  private static final double HELD = 0.001;

  private final List<MeasuredCollective> points;
  private final double[] start;

  /** Errors on points of a model that takes the logarithms of its constants. */
  CurveResiduals(
      Function<double[], ToDoubleFunction<MeasuredCollective>> model,
      List<MeasuredCollective> points) {
    this(model, points, new double[0]);
  }

  private CurveResiduals(
      Function<double[], ToDoubleFunction<MeasuredCollective>> model,
      List<MeasuredCollective> points,
      double[] start) {
    this.model = model;
    this.points = points;
    this.start = start;
  }

  /** The same, held weakly to where it starts. */
  private CurveResiduals heldTo(double[] start) {
    return new CurveResiduals(model, points, start);
  }

  /** Sum of the squares of all errors. */
  double cost(double[] logs) {
    return Arrays.stream(errors(logs)).map(error -> error * error).sum();
  }

  int count() {
    return points.size();
  }

  /**
   * The constants that fit best from a start, by Levenberg and Marquardt's method.
   *
   * @throws TooManyEvaluationsException if none is found
   */
  double[] optimum(double[] from) {
    CurveResiduals held = heldTo(from);
    return new LevenbergMarquardtOptimizer()
        .withCostRelativeTolerance(TOLERANCE)
        .withParameterRelativeTolerance(TOLERANCE)
        .optimize(
            new LeastSquaresBuilder()
                .start(from)
                .model(held)
                .target(new double[count() + from.length])
                .parameterValidator(CurveParameters::within)
                .maxEvaluations(MAX_EVALUATIONS)
                .maxIterations(MAX_EVALUATIONS)
                .build())
        .getPoint()
        .toArray();
  }

  @Override
  public Pair<RealVector, RealMatrix> value(RealVector logs) {
    double[] at = logs.toArray();
    RealMatrix jacobian = new Array2DRowRealMatrix(count() + start.length, at.length);
    for (int column = 0; column < at.length; column++) {
      double[] above = at.clone();
      double[] below = at.clone();
      above[column] += DIFFERENCE;
      below[column] -= DIFFERENCE;
      RealVector slope =
          new ArrayRealVector(errors(above))
              .subtract(new ArrayRealVector(errors(below)))
              .mapDivide(2 * DIFFERENCE);
      jacobian.setColumnVector(column, slope);
    }
    return new Pair<>(new ArrayRealVector(errors(at)), jacobian);
  }

  private double[] errors(double[] logs) {
    ToDoubleFunction<MeasuredCollective> prediction = model.apply(logs);
    return DoubleStream.concat(
            points.stream()
                .mapToDouble(point -> Math.log(prediction.applyAsDouble(point) / point.seconds()))
                .map(CurveResiduals::pseudoHuber),
            IntStream.range(0, start.length).mapToDouble(i -> HELD * (logs[i] - start[i])))
        .toArray();
  }

  /** Its square is the pseudo-Huber loss, up to a factor. */
  private static double pseudoHuber(double error) {
    double scaled = error / LINEAR_FROM;
    double loss = 2 * (Math.sqrt(1 + scaled * scaled) - 1);
    return Math.signum(error) * LINEAR_FROM * Math.sqrt(loss);
  }
}
