package dev.lockstep.scenarios.scenario;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Files give times in milliseconds; the simulation counts whole nanoseconds. */
public final class Milliseconds {
  private static final int NANOS_DIGITS = 6;

  private Milliseconds() {}

  /** The time as it is printed in decimal, to the nearest nanosecond, halves up. */
  public static long toNanos(double milliseconds) {
    return BigDecimal.valueOf(milliseconds)
        .movePointRight(NANOS_DIGITS)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
