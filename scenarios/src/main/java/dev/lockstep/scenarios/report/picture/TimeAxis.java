package dev.lockstep.scenarios.report.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Round moments along a stretch of time, with their labels.
 *
 * @param unit the unit of the labels
 * @param ticks the moments, ascending
 */
public record TimeAxis(Unit unit, List<Tick> ticks) {

  /** Units of time, smallest first. */
  public enum Unit {
    /** Nanoseconds. */
    NANOSECONDS("ns", 1),
    /** Microseconds, written in ASCII. */
    MICROSECONDS("us", 1_000),
    /** Milliseconds. */
    MILLISECONDS("ms", 1_000_000),
    /** Seconds. */
    SECONDS("s", 1_000_000_000);

    private final String symbol;
    private final long nanos;

    Unit(String symbol, long nanos) {
      this.symbol = symbol;
      this.nanos = nanos;
    }

    /** The largest unit that is not longer than the given time. */
    public static Unit forTime(long timeNanos) {
      Unit best = NANOSECONDS;
      for (Unit unit : values()) {
        best = unit.nanos <= timeNanos ? unit : best;
      }
      return best;
    }

    /** A time in this unit, exactly, without the zeros at its end and without the unit. */
    public String number(long timeNanos) {
      BigDecimal exact = BigDecimal.valueOf(timeNanos).divide(BigDecimal.valueOf(nanos));
      return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    /** A time in this unit, exactly, such as {@code 1.5 ms}. */
    public String text(long timeNanos) {
      return number(timeNanos) + " " + symbol;
    }
  }

  /** A moment and its label. */
  public record Tick(long nanos, String label) {}

  /** Copies the list. */
  public TimeAxis {
    ticks = List.copyOf(ticks);
  }

  /**
   * An axis from one moment to a later one whose ticks are 1, 2 or 5 times a power of ten apart.
   *
   * @param maxTicks at most about this many ticks
   */
  public static TimeAxis of(long fromNanos, long toNanos, int maxTicks) {
    long step = step(toNanos - fromNanos, maxTicks);
    Unit unit = Unit.forTime(Math.max(Math.abs(fromNanos), Math.abs(toNanos)));
    List<Tick> ticks = new ArrayList<>();
    for (long at = Math.floorDiv(fromNanos + step - 1, step) * step; at <= toNanos; at += step) {
      ticks.add(new Tick(at, unit.text(at)));
    }
    return new TimeAxis(unit, ticks);
  }

  private static long step(long lengthNanos, int maxTicks) {
    long power = 1;
    while (true) {
      for (long factor : new long[] {1, 2, 5}) {
        if (lengthNanos / (factor * power) <= maxTicks) {
          return factor * power;
        }
      }
      power *= 10;
    }
  }
}
