package dev.lockstep.scenarios.report.curves;

import dev.lockstep.scenarios.format.curve.MeanCurve.Point;
import java.util.function.ToDoubleFunction;

/** What the horizontal axis counts. */
public enum Across {
  /** Milliseconds on the scenario's cluster. */
  SIMULATED_TIME("simulated time", Point::simulatedMs),
  /** Mini-batches that were learned from. */
  MINI_BATCHES("mini-batches", Point::iterations);

  private final String label;
  private final ToDoubleFunction<Point> position;

  Across(String label, ToDoubleFunction<Point> position) {
    this.label = label;
    this.position = position;
  }

  /** What a user calls it. */
  public String label() {
    return label;
  }

  double position(Point point) {
    return position.applyAsDouble(point);
  }
}
