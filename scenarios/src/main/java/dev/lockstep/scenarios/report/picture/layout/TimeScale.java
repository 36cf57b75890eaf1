package dev.lockstep.scenarios.report.picture.layout;

import dev.lockstep.scenarios.report.window.Window;

/**
 * Where a moment lies in a picture.
 *
 * @param window the time that is shown, a column a pixel
 * @param left where it begins, in pixels
 */
record TimeScale(Window window, double left) {

  double x(long nanos) {
    return left + window.position(nanos);
  }

  double pixels(long durationNanos) {
    return window.columns(durationNanos);
  }

  double width() {
    return window.columns();
  }

  /** The shortest time that is at least so many pixels wide; at least a nanosecond. */
  long nanosFor(double pixels) {
    double nanos = pixels * window.durationNanos() / window.columns();
    return Math.max(1, (long) Math.ceil(nanos));
  }
}
