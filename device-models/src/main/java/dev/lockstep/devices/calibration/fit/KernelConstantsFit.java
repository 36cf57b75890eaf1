package dev.lockstep.devices.calibration.fit;

import dev.lockstep.devices.hardware.KernelConstants;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

  /** The constants, by the names of the record's components. */
  public static final List<String> NAMES =
      Arrays.stream(KernelConstants.class.getRecordComponents())
          .map(RecordComponent::getName)
          .toList();

  private static final double[] GREATEST = {1, 0.93, 1e-5, 1, 1, 1, 1, 4, 2e-4, 1e-4, 1, 0.04};

  /** Where the search for the spread of devices starts if nobody knows it. */
  private static final double LEAST_SPREAD = 0.01;

  private static final String DEVICE_SPREAD = "deviceSpread";
  private static final int POPULATION = 12;
  private static final double FACTOR = 12;
  private static final double SPREAD = 0.25;
  private static final long SEED = 20;

  private KernelConstantsFit() {}

  /**
   * The best constants found.
   *
   * @param start where the search starts
   * @param free names of the constants to fit, of {@link #NAMES}; the others stay as they are
   * @param costOfDistance for a constant that is e times what it was at the start
   * @param distance of a device with such constants from the measurements; not negative
   * @param rounds of the search, twelve evaluations each
   * @throws IllegalArgumentException in one line, if a name is not that of a constant
   */
  public static KernelConstants of(
      KernelConstants start,
      Collection<String> free,
      double costOfDistance,
      ToDoubleFunction<KernelConstants> distance,
      int rounds) {
    double[] from = values(start);
    int[] places = free.stream().distinct().mapToInt(KernelConstantsFit::place).toArray();
    if (places.length == 0) {
      throw new IllegalArgumentException("no constant to fit");
    }
    if (free.contains(DEVICE_SPREAD) && start.deviceSpread() == 0) {
      from[place(DEVICE_SPREAD)] = LEAST_SPREAD;
    }
    double[] lower = new double[places.length];
    double[] upper = new double[places.length];
    double[] sigma = new double[places.length];
    Arrays.fill(lower, -Math.log(FACTOR));
    for (int i = 0; i < places.length; i++) {
      upper[i] = Math.max(1e-3, Math.log(GREATEST[places[i]] / from[places[i]]));
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
                        distance.applyAsDouble(scaled(from, places, point))
                            + cost(point, costOfDistance)),
                GoalType.MINIMIZE,
                new MaxEval(rounds * POPULATION * 2),
                new InitialGuess(new double[places.length]),
                new SimpleBounds(lower, upper),
                new CMAESOptimizer.Sigma(sigma),
                new CMAESOptimizer.PopulationSize(POPULATION))
            .getPoint();
    return scaled(from, places, logs);
  }

  /**
   * Some constants replaced.
   *
   * @param values by names, of {@link #NAMES}
   * @throws IllegalArgumentException in one line, if a name is not that of a constant
   */
  public static KernelConstants with(KernelConstants constants, Map<String, Double> values) {
    double[] v = values(constants);
    values.forEach((name, value) -> v[place(name)] = value);
    return of(v);
  }

  private static int place(String name) {
    int place = NAMES.indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException(
          "no constant \"%s\"; there are %s".formatted(name, String.join(", ", NAMES)));
    }
    return place;
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
      constants.deviceSpread()
    };
  }

  private static KernelConstants scaled(double[] from, int[] places, double[] logs) {
    double[] v = from.clone();
    for (int i = 0; i < places.length; i++) {
      v[places[i]] *= Math.exp(logs[i]);
    }
    return of(v);
  }

  private static KernelConstants of(double[] v) {
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
