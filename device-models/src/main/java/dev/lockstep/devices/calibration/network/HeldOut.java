package dev.lockstep.devices.calibration.network;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Errors on measurements that a fit has not seen. */
public final class HeldOut {

  private HeldOut() {}

  /** On every other size, the second smallest first, by a fit on the sizes between. */
  public static Residuals everyOtherSize(
      Collection<MeasuredCollective> points,
      Function<Collection<MeasuredCollective>, FittedCurve> fit) {
    List<Double> sizes =
        List.copyOf(
            points.stream()
                .map(MeasuredCollective::sizeBytes)
                .collect(Collectors.toCollection(TreeSet::new)));
    return without(points, point -> sizes.indexOf(point.sizeBytes()) % 2 == 1, fit);
  }

  /** On groups of one number of ranks by a fit on all others. */
  public static Residuals ranks(
      Collection<MeasuredCollective> points,
      int ranks,
      Function<Collection<MeasuredCollective>, FittedCurve> fit) {
    return without(points, point -> point.ranks() == ranks, fit);
  }

  /** The same, with points of that number that may not be fitted in any case. */
  public static Residuals ranks(
      Collection<MeasuredCollective> points,
      Collection<MeasuredCollective> others,
      int ranks,
      Function<Collection<MeasuredCollective>, FittedCurve> fit) {
    return fit.apply(points.stream().filter(point -> point.ranks() != ranks).toList())
        .on(
            Stream.concat(points.stream(), others.stream())
                .filter(point -> point.ranks() == ranks)
                .toList());
  }

  private static Residuals without(
      Collection<MeasuredCollective> points,
      Predicate<MeasuredCollective> out,
      Function<Collection<MeasuredCollective>, FittedCurve> fit) {
    return fit.apply(points.stream().filter(out.negate()).toList())
        .on(points.stream().filter(out).toList());
  }
}
