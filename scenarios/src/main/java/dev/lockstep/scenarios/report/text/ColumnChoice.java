package dev.lockstep.scenarios.report.text;

import dev.lockstep.scenarios.report.window.SliceKind;
import java.util.EnumMap;
import java.util.Map;

/** How a column that several kinds share gets its one character. */
interface ColumnChoice {

  /**
   * One of the kinds that take time in a column; {@code IDLE} if none does. Columns are asked for
   * from left to right.
   */
  SliceKind choose(Map<SliceKind, Long> timeNanos, long columnNanos);

  /** The kind that takes most of the column: right where a slice fills a column or more. */
  static ColumnChoice mostTime() {
    return (time, column) -> heaviest(time, time);
  }

  /**
   * The kind that is furthest behind its share of the time so far. Where many slices share a
   * column, the kind with most time in it would hide all others; this way the characters of a line
   * stand in the proportion of the times.
   */
  static ColumnChoice fairShare() {
    Map<SliceKind, Long> owed = new EnumMap<>(SliceKind.class);
    return (time, column) -> {
      time.forEach((kind, nanos) -> owed.merge(kind, nanos, Long::sum));
      SliceKind chosen = heaviest(time, owed);
      owed.merge(chosen, -column, Long::sum);
      return chosen;
    };
  }

  /** Of equal ones the first, and so work rather than idle. */
  private static SliceKind heaviest(Map<SliceKind, Long> candidates, Map<SliceKind, Long> weight) {
    return candidates.keySet().stream()
        .reduce((a, b) -> weight.get(b) > weight.get(a) ? b : a)
        .orElse(SliceKind.IDLE);
  }
}
