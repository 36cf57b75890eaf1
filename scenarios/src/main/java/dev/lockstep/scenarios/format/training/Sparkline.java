package dev.lockstep.scenarios.format.training;

import dev.lockstep.scenarios.format.curve.MeanCurve;
import dev.lockstep.scenarios.format.curve.MeanCurve.Point;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/** Curves of a character's height, all on one scale. */
final class Sparkline {

  private static final String HEIGHTS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
  private static final int MOST_CHARACTERS = 20;

  private final double least;
  private final double most;

  /** A scale from the least to the greatest mean of all curves. */
  Sparkline(List<MeanCurve> curves) {
    DoubleSummaryStatistics all =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(Point::mean)
            .summaryStatistics();
    this.least = all.getMin();
    this.most = all.getMax();
  }

  double least() {
    return least;
  }

  double most() {
    return most;
  }

  /** A character a look, or for each of twenty looks that lie evenly and end with the last. */
  String of(MeanCurve curve) {
    int looks = curve.points().size();
    int characters = Math.min(looks, MOST_CHARACTERS);
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= characters; i++) {
      text.append(height(curve.points().get(i * looks / characters - 1).mean()));
    }
    return text.toString();
  }

  private char height(double figure) {
    double share = most > least ? (figure - least) / (most - least) : 0;
    return HEIGHTS.charAt((int) Math.round(share * (HEIGHTS.length() - 1)));
  }
}
