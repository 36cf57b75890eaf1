package dev.lockstep.scenarios.format.curve;

import dev.lockstep.scenarios.format.curve.MeanCurve.Point;
import java.util.Arrays;
import java.util.List;

/**
 * What an axis of a figure reaches over, with a little room at both ends.
 *
 * @param low at the lower end, at least 0
 * @param high at the upper end; greater than {@code low}
 */
public record FigureRange(double low, double high) {

  private static final double MOST_OF_LOSSES = 0.97;
  private static final double ROOM_ABOVE = 0.03;
  private static final double ROOM_BELOW = 0.05;
  private static final double LEAST = 1e-3;

  /** Of curves: of accuracies all is in sight, of losses nearly all, for some may have run away. */
  public static FigureRange of(List<MeanCurve> curves, LearnedFigure figure) {
    return of(curves, figure == LearnedFigure.ACCURACY ? 1 : MOST_OF_LOSSES);
  }

  private static FigureRange of(List<MeanCurve> curves, double share) {
    List<Point> points = curves.stream().flatMap(curve -> curve.points().stream()).toList();
    double[] most = points.stream().mapToDouble(Point::most).sorted().toArray();
    double found = most.length == 0 ? 1 : most[(int) Math.ceil(share * most.length) - 1];
    double high =
        found + Math.max(ROOM_ABOVE * (found - Arrays.stream(most).min().orElse(0)), LEAST);
    double least = points.stream().mapToDouble(Point::least).min().orElse(0);
    double low = Math.max(0, Math.min(least, high) - ROOM_BELOW * (high - least) - LEAST);
    return new FigureRange(low, high);
  }
}
