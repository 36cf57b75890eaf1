package dev.lockstep.devices.calibration.fit;

import dev.lockstep.devices.hardware.KernelConstants;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * Constants of a device's kernels from measured training steps: those whose predictions are nearest
 * to the measurements, with a small cost for leaving the constants that the search starts from,
 * which decides where the measurements say nothing. By evolution (CMA-ES) with a fixed seed, so
 * that the same rows give the same constants.
 */
public final class KernelConstantsFit {

  private static final int CONSTANTS = 12;

  /** Where the search for the spread of devices starts if nobody knows it, and where it ends. */
  private static final double LEAST_SPREAD = 0.01;

  private static final double MOST_SPREAD = 0.04;
  private static final int POPULATION = 12;
  private static final double FACTOR = 12;
  private static final double SPREAD = 0.25;
  private static final long SEED = 20;

  private KernelConstantsFit() {}

  /**
   * The best constants found.
   *
   * @param start where the search starts
   * @param costOfDistance for a constant that is e times what it was at the start
   * @param distance of a device with such constants from the measurements; not negative
   * @param rounds of the search, twelve evaluations each
   */
  public static KernelConstants of(
      KernelConstants start,
      double costOfDistance,
      ToDoubleFunction<KernelConstants> distance,
      int rounds) {
    double[] lower = new double[CONSTANTS];
    double[] upper = new double[CONSTANTS];
    double[] sigma = new double[CONSTANTS];
    Arrays.fill(lower, -Math.log(FACTOR));
    Arrays.fill(upper, Math.log(FACTOR));
    Arrays.fill(sigma, SPREAD);
    double[] greatest = {1, 0.93, 1e-5, 1, 1, 1, 1, 2, 2e-4, 1e-4, 1, MOST_SPREAD};
    double[] from = values(start);
    for (int i = 0; i < CONSTANTS; i++) {
      upper[i] = Math.max(1e-3, Math.log(greatest[i] / from[i]));
      sigma[i] = Math.min(SPREAD, upper[i] - lower[i]);
    }
    CMAESOptimizer optimizer =
        new CMAESOptimizer(
            rounds,
            0,
            true,
            0,
            1,
            new MersenneTwister(SEED),
            false,
            new SimpleValueChecker(1e-6, 1e-8));
    double[] logs =
        optimizer
            .optimize(
                new ObjectiveFunction(
                    point ->
                        distance.applyAsDouble(scaled(from, point)) + cost(point, costOfDistance)),
                GoalType.MINIMIZE,
                new MaxEval(rounds * POPULATION * 2),
                new InitialGuess(new double[CONSTANTS]),
                new SimpleBounds(lower, upper),
                new CMAESOptimizer.Sigma(sigma),
                new CMAESOptimizer.PopulationSize(POPULATION))
            .getPoint();
    return scaled(from, logs);
  }

  private static double cost(double[] logs, double each) {
    return each * Arrays.stream(logs).map(log -> log * log).sum();
  }

  private static double[] values(KernelConstants constants) {
    return new double[] {
      constants.productRate(),
      constants.passFraction(),
      constants.passSeconds(),
      constants.batchedRate(),
      constants.unalignedRate(),
      constants.attentionFraction(),
      constants.attentionGradientFraction(),
      constants.convolutionRate(),
      constants.hostSecondsPerKernel(),
      constants.gapSecondsPerKernel(),
      constants.overlapDelay(),
      Math.max(LEAST_SPREAD, constants.deviceSpread())
    };
  }

  private static KernelConstants scaled(double[] from, double[] logs) {
    double[] v = new double[CONSTANTS];
    for (int i = 0; i < CONSTANTS; i++) {
      v[i] = from[i] * Math.exp(logs[i]);
    }
    return new KernelConstants(
        v[0],
        Math.min(1, v[1]),
        v[2],
        Math.min(1, v[3]),
        Math.min(1, v[4]),
        Math.min(1, v[5]),
        Math.min(1, v[6]),
        v[7],
        v[8],
        v[9],
        Math.min(1, v[10]),
        v[11]);
  }
}
