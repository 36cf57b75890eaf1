package dev.lockstep.gui.model;

import dev.lockstep.scenarios.report.picture.TimeAxis;

/** Times as they are shown: in the unit that suits them, to the nanosecond. */
public final class Durations {

  private Durations() {}

  /** A time such as {@code 1.5 ms}. */
  public static String text(long nanos) {
    return TimeAxis.Unit.forTime(Math.abs(nanos)).text(nanos);
  }
}
