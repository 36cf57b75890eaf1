package dev.lockstep.devices.calibration.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer.Optimum;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;

/**
 * Fits {@link dev.lockstep.devices.collective.LinkCurve} to measured collectives of one node: least
 * squares of the logarithm of predicted over measured time, so that small and large messages count
 * alike, with errors beyond a tenth counted linearly (pseudo-Huber), so that a few odd points do
 * not pull the rest. Levenberg and Marquardt's method on the logarithms of the constants, from a
 * few starting points; the best is kept. Deterministic.
 */
public final class CurveFit {

  private static final int MAX_EVALUATIONS = 5_000;

  private final Map<Integer, Double> widths;
  private final boolean fitWidths;
  private final OptionalInt inSwitchFromRanks;

  private CurveFit(Map<Integer, Double> widths, boolean fitWidths, OptionalInt inSwitchFromRanks) {
    this.widths = widths;
    this.fitWidths = fitWidths;
    this.inSwitchFromRanks = inSwitchFromRanks;
  }

  /** All groups of a node see the same links. */
  public static CurveFit sameLinks() {
    return new CurveFit(Map.of(), false, OptionalInt.empty());
  }

  /** Groups see links as wide as given, by ranks: known from the topology. */
  public static CurveFit knownWidths(Map<Integer, Double> widths) {
    return new CurveFit(new TreeMap<>(widths), false, OptionalInt.empty());
  }

  /** Groups of each size see links of their own: one more constant for each number of ranks. */
  public static CurveFit fittedWidths() {
    return new CurveFit(Map.of(), true, OptionalInt.empty());
  }

  /** The same, and all-reduce of so many ranks or more may be done by the switch. */
  public CurveFit withInSwitchReduction(int fromRanks) {
    return new CurveFit(widths, fitWidths, OptionalInt.of(fromRanks));
  }

  /**
   * The constants that fit best.
   *
   * @throws IllegalArgumentException with fewer points than constants
   */
  public FittedCurve fit(Collection<MeasuredCollective> points) {
    List<MeasuredCollective> list = List.copyOf(points);
    CurveParameters parameters = CurveParameters.of(list, widths, fitWidths, inSwitchFromRanks);
    if (list.size() < parameters.count()) {
      throw new IllegalArgumentException(
          "%d constants need as many measurements, there are %d. Maybe measure more sizes."
              .formatted(parameters.count(), list.size()));
    }
    CurveResiduals residuals = new CurveResiduals(parameters, list);
    List<Optimum> optima = new ArrayList<>();
    for (double[] start : parameters.starts()) {
      try {
        optima.add(optimise(residuals, start));
      } catch (TooManyEvaluationsException wandering) {
        continue; // another start remains; none left is an error below
      }
    }
    Optimum best =
        optima.stream()
            .min(Comparator.comparing(Optimum::getCost))
            .orElseThrow(() -> new IllegalArgumentException("no fit found for " + list));
    return parameters.curve(best.getPoint().toArray());
  }

  /** Errors on every other size by a fit on the sizes between. */
  public Residuals heldOutSizes(Collection<MeasuredCollective> points) {
    List<Double> sizes =
        List.copyOf(
            points.stream()
                .map(MeasuredCollective::sizeBytes)
                .collect(Collectors.toCollection(TreeSet::new)));
    return heldOut(points, point -> sizes.indexOf(point.sizeBytes()) % 2 == 1);
  }

  /** Errors on groups of one number of ranks by a fit on all others. */
  public Residuals heldOutRanks(Collection<MeasuredCollective> points, int ranks) {
    return heldOut(points, point -> point.ranks() == ranks);
  }

  private Residuals heldOut(
      Collection<MeasuredCollective> points, Predicate<MeasuredCollective> out) {
    return fit(points.stream().filter(out.negate()).toList())
        .on(points.stream().filter(out).toList());
  }

  private static Optimum optimise(CurveResiduals residuals, double[] start) {
    return new LevenbergMarquardtOptimizer()
        .optimize(
            new LeastSquaresBuilder()
                .start(start)
                .model(residuals)
                .target(new double[residuals.count()])
                .parameterValidator(CurveParameters::within)
                .maxEvaluations(MAX_EVALUATIONS)
                .maxIterations(MAX_EVALUATIONS)
                .build());
  }
}
