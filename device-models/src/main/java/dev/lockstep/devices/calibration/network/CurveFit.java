package dev.lockstep.devices.calibration.network;

import dev.lockstep.devices.collective.link.ProtocolChoice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.exception.TooManyEvaluationsException;

/**
 * Fits {@link dev.lockstep.devices.collective.LinkCurve} to measured collectives of one node: least
 * squares of the logarithm of predicted over measured time, so that small and large messages count
 * alike, with errors beyond a tenth counted linearly (pseudo-Huber), so that a few odd points do
 * not pull the rest. Levenberg and Marquardt's method on the logarithms of the constants, from a
 * few starting points; the best is kept. Deterministic.
 */
public final class CurveFit {

  private final CurveShape shape;

  private CurveFit(CurveShape shape) {
    this.shape = shape;
  }

  /** All groups of a node see the same links. */
  public static CurveFit sameLinks() {
    return new CurveFit(CurveShape.PLAIN);
  }

  /** Groups see links as wide as given, by ranks: known from the topology. */
  public static CurveFit knownWidths(Map<Integer, Double> widths) {
    return new CurveFit(CurveShape.PLAIN.withWidths(widths));
  }

  /**
   * All ranks share one way, as through a host's memory: a group of n sees links (2 / n)^x as wide
   * as a pair does, x being one more constant.
   */
  public static CurveFit sharedLinks() {
    return new CurveFit(CurveShape.PLAIN.withSharing());
  }

  /** The same, and all-reduce of so many ranks or more may be done by the switch. */
  public CurveFit withInSwitchReduction(int fromRanks) {
    return new CurveFit(shape.withSwitch(fromRanks));
  }

  /**
   * The same, with NCCL's protocols told apart.
   *
   * @param choice which of them NCCL takes; empty: the one that ends first
   */
  public CurveFit withProtocols(Optional<ProtocolChoice> choice) {
    return new CurveFit(shape.withProtocols(choice));
  }

  /**
   * The constants that fit best.
   *
   * @throws IllegalArgumentException with fewer points than constants
   */
  public FittedCurve fit(Collection<MeasuredCollective> points) {
    List<MeasuredCollective> list = List.copyOf(points);
    CurveParameters parameters = CurveParameters.of(list, shape);
    if (list.size() < parameters.count()) {
      throw new IllegalArgumentException(
          "%d constants need as many measurements, there are %d. Maybe measure more sizes."
              .formatted(parameters.count(), list.size()));
    }
    CurveResiduals residuals = new CurveResiduals(parameters::prediction, list);
    List<double[]> optima = new ArrayList<>();
    for (double[] start : parameters.starts()) {
      try {
        optima.add(residuals.optimum(start));
      } catch (TooManyEvaluationsException wandering) {
        continue; // another start remains; none left is an error below
      }
    }
    double[] best =
        optima.stream()
            .min(Comparator.comparing(residuals::cost))
            .orElseThrow(() -> new IllegalArgumentException("no fit found for " + list));
    return parameters.curve(best);
  }

  /** How many constants such points tell. */
  int constants(Collection<MeasuredCollective> points) {
    return CurveParameters.of(List.copyOf(points), shape).count();
  }

  /** Errors on every other size by a fit on the sizes between. */
  public Residuals heldOutSizes(Collection<MeasuredCollective> points) {
    return HeldOut.everyOtherSize(points, this::fit);
  }

  /** Errors on groups of one number of ranks by a fit on all others. */
  public Residuals heldOutRanks(Collection<MeasuredCollective> points, int ranks) {
    return HeldOut.ranks(points, ranks, this::fit);
  }
}
