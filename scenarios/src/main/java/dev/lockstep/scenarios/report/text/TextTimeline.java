package dev.lockstep.scenarios.report.text;

import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.scenarios.report.picture.TimeAxis;
import dev.lockstep.scenarios.report.window.SliceKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Draws a timeline as text, one line a device.
 *
 * <pre>
 *          0 us      10 us
 *         +----------+-------+ busy
 * device0 |012....aa3bb.cc.dd|  67%
 * device1 |.01..aa2bb3cc.dd..|  67%
 * device2 |..0aa1bb2cc3dd....|  67%
 * </pre>
 *
 * <p>Where slices are about a column wide or wider, a column shows the kind that takes most of its
 * time, idle included, and the last digit of the micro-batch: without colour, digits are forward
 * and letters (a for 0) backward. Where slices are narrower it shows a letter for a kind, such that
 * the letters of a line stand in the proportion of the times. The share at the end of the line is
 * exact in both cases. Where all times are multiples of one step, a column is a whole part of it,
 * so that equal slices look equal.
 */
public final class TextTimeline {

  private static final int MAX_DEVICES = 32;
  private static final int COLUMNS_PER_TICK = 14;
  private static final int MIN_CELLS = 10;
  private static final int BUSY_WIDTH = 5;
  private static final String RESET = "\u001B[0m";

  private final Timeline timeline;
  private final TextStyle style;
  private final List<Lane> lanes;
  private final Map<Lane, List<Span>> spans;
  private final int nameWidth;
  private final int columns;
  private final boolean numbered;

  private TextTimeline(Timeline timeline, TextStyle style) {
    this.timeline = timeline;
    this.style = style;
    List<Lane> all = timeline.schedule().lanes();
    List<Lane> compute = all.stream().filter(Lane::isCompute).toList();
    this.lanes = selection(compute);
    this.spans =
        lanes.stream().collect(Collectors.toMap(l -> l, l -> timeline.lane(all.indexOf(l))));
    this.nameWidth = lanes.stream().mapToInt(l -> l.name().length()).max().orElse(0);
    this.columns = columns(Math.max(MIN_CELLS, style.columns() - nameWidth - BUSY_WIDTH - 3));
    this.numbered = slicesCanBeToldApart();
  }

  /** The drawing: lines that end in a line feed, no wider than the style allows. */
  public static String draw(Timeline timeline, TextStyle style) {
    return new TextTimeline(timeline, style).draw();
  }

  private String draw() {
    StringBuilder text = new StringBuilder(header());
    Set<SliceKind> kinds = EnumSet.noneOf(SliceKind.class);
    String border = style.unicode() ? "\u2502" : "|";
    for (Lane lane : lanes) {
      TextLane cut =
          new TextLane(
              spans.get(lane),
              lane.slots(),
              timeline.startNanos(),
              timeline.makespanNanos(),
              columns,
              numbered ? ColumnChoice.mostTime() : ColumnChoice.fairShare());
      List<TextCell> cells = cut.cells();
      cells.forEach(cell -> kinds.add(cell.kind()));
      text.append(pad(lane.name())).append(' ').append(border).append(cells(cells));
      text.append(border).append(String.format(Locale.ROOT, "%4d%%\n", cut.busyPercent()));
    }
    int devices = timeline.schedule().deviceCount();
    if (devices > lanes.size()) {
      text.append(pad("")).append("  " + lanes.size() + " of " + devices + " devices shown\n");
    }
    return text.append(legend(kinds)).toString();
  }

  private String header() {
    TimeAxis axis =
        TimeAxis.of(
            timeline.startNanos(), timeline.endNanos(), Math.max(2, columns / COLUMNS_PER_TICK));
    StringBuilder labels = new StringBuilder();
    StringBuilder ruler = new StringBuilder((style.unicode() ? "\u2500" : "-").repeat(columns));
    for (TimeAxis.Tick tick : axis.ticks()) {
      double share =
          (double) (tick.nanos() - timeline.startNanos()) / Math.max(1, timeline.makespanNanos());
      int column = (int) Math.round(share * columns);
      if (column > 0 && column < columns) {
        ruler.setCharAt(column, style.unicode() ? '\u252C' : '+');
      }
      boolean free = labels.length() == 0 || column > labels.length();
      if (free && column + tick.label().length() <= columns + BUSY_WIDTH) {
        labels.append(" ".repeat(column - labels.length())).append(tick.label());
      }
    }
    String left = style.unicode() ? "\u250C" : "+";
    String right = style.unicode() ? "\u2510" : "+";
    return pad("") + "  " + labels + "\n" + pad("") + " " + left + ruler + right + " busy\n";
  }

  private String cells(List<TextCell> cells) {
    StringBuilder text = new StringBuilder();
    SliceKind colour = SliceKind.IDLE;
    for (TextCell cell : cells) {
      if (style.colour() && cell.kind() != colour) {
        text.append(colour == SliceKind.IDLE ? "" : RESET).append(background(cell.kind()));
        colour = cell.kind();
      }
      text.append(cell.symbol(numbered, style));
    }
    return text.append(colour == SliceKind.IDLE ? "" : RESET).toString();
  }

  /** What the characters mean, for the kinds that occur. */
  private String legend(Set<SliceKind> kinds) {
    List<String> entries = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    for (SliceKind kind : kinds) {
      String sample = sample(kind);
      String colour = style.colour() ? background(kind) : "";
      String painted = colour.isEmpty() ? sample : colour + sample + RESET;
      entries.add(painted + " " + kind.label());
      widths.add(sample.length() + 1 + kind.label().length());
    }
    if (numbered) {
      entries.add("(last digit of the micro-batch)");
      widths.add(entries.get(entries.size() - 1).length());
    }
    StringBuilder text = new StringBuilder(pad("")).append("  ");
    int used = nameWidth + 2;
    for (int i = 0; i < entries.size(); i++) {
      if (i > 0 && used + 2 + widths.get(i) > style.columns()) {
        text.append('\n').append(pad("")).append("  ");
        used = nameWidth + 2;
      } else if (i > 0) {
        text.append("  ");
        used += 2;
      }
      text.append(entries.get(i));
      used += widths.get(i);
    }
    return text.append('\n').toString();
  }

  private String sample(SliceKind kind) {
    char first = new TextCell(kind, 0).symbol(numbered, style);
    char last = new TextCell(kind, 9).symbol(numbered, style);
    return first == last ? String.valueOf(first) : first + "-" + last;
  }

  private static String background(SliceKind kind) {
    if (kind == SliceKind.IDLE) {
      return "";
    }
    int cube =
        36 * level(kind.rgb() >> 16 & 0xFF)
            + 6 * level(kind.rgb() >> 8 & 0xFF)
            + level(kind.rgb() & 0xFF);
    return "\u001B[38;5;"
        + (SliceKind.needsLightText(kind.rgb()) ? 231 : 16)
        + ";48;5;"
        + (16 + cube)
        + "m";
  }

  /**
   * The nearest of the six levels of a channel in xterm's colour cube: 0, 95, 135, 175, 215, 255.
   */
  private static int level(int channel) {
    return channel < 48 ? 0 : Math.min(5, Math.max(1, (channel - 35) / 40));
  }

  /**
   * As many columns as there is room for, or fewer if the times then fall on the columns' edges.
   */
  private int columns(int room) {
    long step = timeline.makespanNanos();
    for (List<Span> lane : spans.values()) {
      for (Span span : lane) {
        step = gcd(step, span.startNanos() - timeline.startNanos());
        step = gcd(step, span.endNanos() - timeline.startNanos());
      }
    }
    long steps = step == 0 ? 0 : timeline.makespanNanos() / step;
    return steps == 0 || steps > room ? room : (int) (room / steps * steps);
  }

  private boolean slicesCanBeToldApart() {
    double columnNanos = (double) timeline.makespanNanos() / columns;
    Map<SliceKind, long[]> timeAndCount = new EnumMap<>(SliceKind.class);
    for (List<Span> lane : spans.values()) {
      for (Span span : lane) {
        if (span.durationNanos() > 0) {
          SliceKind kind = SliceKind.of(span.task().operation());
          long[] sum = timeAndCount.computeIfAbsent(kind, k -> new long[2]);
          sum[0] += span.durationNanos();
          sum[1]++;
        }
      }
    }
    timeAndCount.remove(SliceKind.UPDATE);
    return timeAndCount.values().stream().allMatch(s -> s[0] >= 0.9 * columnNanos * s[1]);
  }

  private static List<Lane> selection(List<Lane> lanes) {
    if (lanes.size() <= MAX_DEVICES) {
      return lanes;
    }
    List<Lane> selected = new ArrayList<>();
    for (int i = 0; i < MAX_DEVICES; i++) {
      selected.add(lanes.get((int) ((long) i * (lanes.size() - 1) / (MAX_DEVICES - 1))));
    }
    return selected;
  }

  private String pad(String name) {
    return " ".repeat(nameWidth - name.length()) + name;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
