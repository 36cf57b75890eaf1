package dev.lockstep.scenarios.report.text;

import dev.lockstep.core.timeline.Span;
import dev.lockstep.scenarios.report.window.SliceKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One lane cut into columns of equal time; what several slots do at once counts together. */
final class TextLane {

  private final List<Span> spans;
  private final int slots;
  private final long fromNanos;
  private final long lengthNanos;
  private final int columns;
  private final ColumnChoice choice;

  TextLane(
      List<Span> spans,
      int slots,
      long fromNanos,
      long lengthNanos,
      int columns,
      ColumnChoice choice) {
    this.spans = spans;
    this.slots = slots;
    this.fromNanos = fromNanos;
    this.lengthNanos = lengthNanos;
    this.columns = columns;
    this.choice = choice;
  }

  /** What each column shows. */
  List<TextCell> cells() {
    List<TextCell> cells = new ArrayList<>();
    int first = 0;
    for (int column = 0; column < columns; column++) {
      long from = edge(column);
      long to = edge(column + 1);
      while (first < spans.size() && spans.get(first).endNanos() <= from) {
        first++;
      }
      cells.add(cell(first, from, to));
    }
    return cells;
  }

  /** Share of the whole time of all slots that the lane is busy, in per cent. */
  long busyPercent() {
    long busy = spans.stream().mapToLong(Span::durationNanos).sum();
    return Math.round(100.0 * busy / Math.max(1, slots * lengthNanos));
  }

  private long edge(int column) {
    return fromNanos + Math.round((double) lengthNanos * column / columns);
  }

  /**
   * The kind that the choice falls on, with the slice of that kind that takes most of the column.
   */
  private TextCell cell(int first, long from, long to) {
    Map<SliceKind, Long> time = new EnumMap<>(SliceKind.class);
    Map<SliceKind, Span> longest = new EnumMap<>(SliceKind.class);
    long idle = slots * (to - from);
    for (int i = first; i < spans.size() && spans.get(i).startNanos() < to; i++) {
      Span span = spans.get(i);
      long overlap = overlap(span, from, to);
      if (overlap > 0) {
        SliceKind kind = SliceKind.of(span.task().operation());
        idle -= overlap;
        time.merge(kind, overlap, Long::sum);
        longest.merge(kind, span, (a, b) -> overlap(b, from, to) > overlap(a, from, to) ? b : a);
      }
    }
    if (idle > 0) {
      time.put(SliceKind.IDLE, idle);
    }
    SliceKind best = choice.choose(time, slots * (to - from));
    return best == SliceKind.IDLE
        ? TextCell.IDLE
        : new TextCell(best, longest.get(best).task().microBatch());
  }

  private static long overlap(Span span, long from, long to) {
    return Math.max(0, Math.min(to, span.endNanos()) - Math.max(from, span.startNanos()));
  }
}
