package dev.lockstep.devices.calibration.fit;

import dev.lockstep.devices.hardware.FittedRange;
import dev.lockstep.devices.hardware.MatrixConstants;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.roofline.MatrixProductModel;
import dev.lockstep.devices.roofline.MatrixRates;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * Constants of a device from measured products: those of the least sum of |ln(model / measured)|,
 * which no single outlier can pull far, plus a small cost for leaving what is typical, which
 * decides where the products say nothing. By evolution (CMA-ES), since the choice of a tile makes
 * steps in the sum; with a fixed seed, so that the same products give the same constants.
 *
 * @param constants what was fitted
 * @param errors on the products that it was fitted on: not a measure of accuracy
 */
public record MatrixProductFit(MatrixConstants constants, RelativeErrors errors) {

  private static final int CONSTANTS = 8;
  private static final int LEAST_POINTS = 12;
  private static final double COST_OF_DISTANCE = 0.3;
  private static final double FACTOR = 20;
  private static final int POPULATION = 20;
  private static final int ROUNDS = 400;
  private static final long SEED = 20;

  /**
   * Fits a device.
   *
   * @param measured single products, 12 at the least; fp16 and bf16 may be mixed
   * @throws IllegalArgumentException if they are fewer, or in a precision that the device has no
   *     peak rate for
   */
  public static MatrixProductFit of(MatrixRates rates, List<MeasuredProduct> measured) {
    if (measured.size() < LEAST_POINTS) {
      throw new IllegalArgumentException(
          "%d measured products; %d constants need %d. Maybe use the typical constants."
              .formatted(measured.size(), CONSTANTS, LEAST_POINTS));
    }
    MatrixConstants typical = rates.typicalConstants();
    FittedRange range = range(measured);
    double[] logs = leastOf(rates, typical, measured);
    MatrixConstants constants = scaled(typical, logs, Optional.of(range));
    MatrixProductModel model = new MatrixProductModel(rates, constants);
    return new MatrixProductFit(constants, RelativeErrors.of(model, measured));
  }

  /** Logarithms of the factors from typical to fitted constants. */
  private static double[] leastOf(
      MatrixRates rates, MatrixConstants typical, List<MeasuredProduct> measured) {
    double[] lower = new double[CONSTANTS];
    double[] upper = new double[CONSTANTS];
    double[] sigma = new double[CONSTANTS];
    Arrays.fill(lower, -Math.log(FACTOR));
    Arrays.fill(upper, Math.log(FACTOR));
    Arrays.fill(sigma, 0.3);
    upper[0] = -Math.log(typical.computeFraction());
    upper[1] = -Math.log(typical.memoryFraction());
    sigma[0] = upper[0];
    sigma[1] = upper[1];
    CMAESOptimizer optimizer =
        new CMAESOptimizer(
            ROUNDS,
            0,
            true,
            0,
            1,
            new MersenneTwister(SEED),
            false,
            new SimpleValueChecker(1e-7, 1e-9));
    return optimizer
        .optimize(
            new ObjectiveFunction(logs -> distance(rates, typical, measured, logs)),
            GoalType.MINIMIZE,
            new MaxEval(ROUNDS * POPULATION * 2),
            new InitialGuess(new double[CONSTANTS]),
            new SimpleBounds(lower, upper),
            new CMAESOptimizer.Sigma(sigma),
            new CMAESOptimizer.PopulationSize(POPULATION))
        .getPoint();
  }

  private static double distance(
      MatrixRates rates, MatrixConstants typical, List<MeasuredProduct> measured, double[] logs) {
    MatrixProductModel model =
        new MatrixProductModel(rates, scaled(typical, logs, Optional.empty()));
    double sum = 0;
    for (MeasuredProduct row : measured) {
      sum += Math.abs(Math.log(model.seconds(row.product(), row.precision()) / row.seconds()));
    }
    for (double log : logs) {
      sum += COST_OF_DISTANCE * log * log;
    }
    return sum;
  }

  private static MatrixConstants scaled(
      MatrixConstants typical, double[] logs, Optional<FittedRange> range) {
    return new MatrixConstants(
        Math.min(1, typical.computeFraction() * Math.exp(logs[0])),
        Math.min(1, typical.memoryFraction() * Math.exp(logs[1])),
        typical.launchSeconds() * Math.exp(logs[2]),
        typical.tileSeconds() * Math.exp(logs[3]),
        typical.operandBandwidthBytesPerSecond() * Math.exp(logs[4]),
        typical.multiprocessorBandwidthBytesPerSecond() * Math.exp(logs[5]),
        typical.sustainedSlowdown() * Math.exp(logs[6]),
        typical.splitSeconds() * Math.exp(logs[7]),
        Map.of(),
        range);
  }

  private static FittedRange range(List<MeasuredProduct> measured) {
    Set<Precision> precisions = EnumSet.noneOf(Precision.class);
    measured.forEach(row -> precisions.add(row.precision()));
    return new FittedRange(
        new FittedRange.Shape(
            least(measured, row -> row.product().m()),
            least(measured, row -> row.product().n()),
            least(measured, row -> row.product().k())),
        new FittedRange.Shape(
            -least(measured, row -> -row.product().m()),
            -least(measured, row -> -row.product().n()),
            -least(measured, row -> -row.product().k())),
        precisions);
  }

  private static long least(List<MeasuredProduct> measured, ToLongFunction<MeasuredProduct> side) {
    return measured.stream().mapToLong(side).min().orElseThrow();
  }
}
