package dev.lockstep.scenarios.report.picture;

import dev.lockstep.core.schedule.Lane;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.core.trace.Tracks;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Anchor;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Box;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Line;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Panel;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lays out one picture, from the title down. */
final class TimelineLayout {

  private static final double MARGIN = 28;
  private static final double TITLE_SIZE = 20;
  private static final double TEXT_SIZE = 13;
  private static final double SMALL_TEXT_SIZE = 11;
  private static final double NAME_GAP = 12;
  private static final double PIXELS_PER_TICK = 100;
  private static final String PALER = "paler: later stages of the device";
  private static final int MAX_DEVICES_WITH_LINKS = 32;
  private static final int MAX_ELEMENTS = 10_000;
  private static final int MAX_COLUMNS = 150_000;

  private final Timeline timeline;
  private final Schedule schedule;
  private final PictureOptions options;
  private final List<Row> rows;
  private final List<Panel> panels = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Line> marks = new ArrayList<>();
  private final List<Box> swatches = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private final Scale scale;
  private final Shades shades;
  private double y = MARGIN;

  /**
   * Where a moment lies in the picture: the time from {@code fromNanos} to {@code toNanos} is
   * {@code width} pixels wide.
   */
  record Scale(long fromNanos, long toNanos, double left, double width) {

    double x(long nanos) {
      return left + pixels(nanos - fromNanos);
    }

    double pixels(long durationNanos) {
      return durationNanos * width / Math.max(1, toNanos - fromNanos);
    }
  }

  /** One lane of the picture. */
  private record Row(Lane lane, List<List<Span>> tracks, double top, double trackHeight) {

    double height() {
      return tracks.size() * trackHeight;
    }
  }

  TimelineLayout(Timeline timeline, PictureOptions options) {
    this.timeline = timeline;
    this.schedule = timeline.schedule();
    this.options = options;
    this.shades = Shades.of(schedule);
    this.rows = new ArrayList<>();
    double left = Math.ceil(MARGIN + longestName() + NAME_GAP);
    double width = Math.floor(options.widthPixels() - MARGIN - left);
    this.scale = new Scale(timeline.startNanos(), timeline.endNanos(), left, width);
  }

  TimelinePicture picture() {
    addTitle();
    addLegend();
    double iterationBaseline = y + SMALL_TEXT_SIZE;
    y += iterationEnds().length > 1 ? SMALL_TEXT_SIZE + 6 : 0;
    double lanesTop = y;
    addRows();
    addNames();
    addIterations(iterationBaseline, lanesTop - 4, y);
    SliceLayout slices = placeSlices();
    addAxis(lanesTop);
    addNotes(slices.mergedCount());
    List<Label> all = new ArrayList<>(slices.labels());
    all.addAll(labels);
    return new TimelinePicture(
        options.title(),
        options.widthPixels(),
        (int) Math.ceil(y + MARGIN),
        panels,
        lines,
        slices.strips(),
        slices.boxes(),
        marks,
        swatches,
        all);
  }

  private void addTitle() {
    if (!options.title().isEmpty()) {
      y += TITLE_SIZE;
      text(MARGIN, y, options.title(), TITLE_SIZE, Anchor.START, Tone.BOLD);
      y += 16;
    }
  }

  private void addLegend() {
    double x = MARGIN;
    y += TEXT_SIZE;
    for (SliceKind kind : kindsPresent()) {
      double width = TEXT_SIZE + 7 + SliceLabels.textWidth(kind.label(), TEXT_SIZE) * 0.9 + 16;
      if (x + width > options.widthPixels() - MARGIN) {
        x = MARGIN;
        y += TEXT_SIZE + 8;
      }
      swatches.add(new Box(kind, kind.rgb(), x, y - TEXT_SIZE + 2, TEXT_SIZE, TEXT_SIZE, ""));
      text(x + TEXT_SIZE + 7, y, kind.label(), TEXT_SIZE, Anchor.START, Tone.DARK);
      x += width;
    }
    if (shades.several()) {
      text(x, y, PALER, TEXT_SIZE, Anchor.START, Tone.MUTED);
    }
    y += 18;
  }

  private Set<SliceKind> kindsPresent() {
    Set<SliceKind> kinds = EnumSet.of(SliceKind.IDLE);
    for (int lane = 0; lane < schedule.lanes().size(); lane++) {
      if (shown(schedule.lanes().get(lane))) {
        for (int task = schedule.laneStart(lane); task < schedule.laneEnd(lane); task++) {
          if (timeline.endNanos(task) > timeline.startNanos(task)) {
            kinds.add(SliceKind.of(schedule.operation(task)));
          }
        }
      }
    }
    return kinds;
  }

  /** Devices one below the other, each with its collectives and the links that leave it. */
  private void addRows() {
    double laneHeight = laneHeight();
    double linkHeight = Math.max(2, Math.round(0.28 * laneHeight));
    double gap = laneHeight >= 14 ? Math.round(0.25 * laneHeight) : 1;
    for (int device = 0; device < schedule.deviceCount(); device++) {
      for (int lane = 0; lane < schedule.lanes().size(); lane++) {
        Lane candidate = schedule.lanes().get(lane);
        if (candidate.device() == device && shown(candidate)) {
          List<List<Span>> tracks = Tracks.of(timeline, lane);
          double whole = candidate.isCompute() ? laneHeight : linkHeight;
          double trackHeight = Math.max(1, whole / tracks.size());
          Row row = new Row(candidate, tracks, y, trackHeight);
          rows.add(row);
          panels.add(new Panel(scale.left(), y, scale.width(), row.height()));
          y += row.height() + (laneHeight >= 14 ? 2 : 0);
        }
      }
      y += gap;
    }
  }

  private double laneHeight() {
    int devices = schedule.deviceCount();
    if (devices <= 8) {
      return 34;
    }
    return devices <= 16 ? 26 : Math.max(3, Math.round(24 - devices / 5.0));
  }

  /** Where lanes lie close, only every second, third, ... has its name. */
  private void addNames() {
    double nextFree = 0;
    for (Row row : rows) {
      double size = Math.min(row.lane().isCompute() ? TEXT_SIZE : 9.5, 0.9 * row.height());
      if (row.lane().isCompute()) {
        size = Math.max(size, 10);
      }
      double middle = row.top() + row.height() / 2;
      boolean fits = middle - size / 2 >= nextFree;
      if (fits && (row.lane().isCompute() || row.height() >= 8)) {
        Tone tone = row.lane().isCompute() ? Tone.DARK : Tone.MUTED;
        double x = scale.left() - NAME_GAP;
        text(x, middle + 0.36 * size, name(row.lane()), size, Anchor.END, tone);
        nextFree = middle + size / 2 + 1;
      }
    }
  }

  private void addIterations(double baseline, double top, double bottom) {
    long[] ends = iterationEnds();
    double freeUntil = scale.left();
    for (int iteration = 0; iteration < ends.length && ends.length > 1; iteration++) {
      double x = scale.x(ends[iteration]);
      String name = "end of iteration " + iteration;
      String shortest = Integer.toString(iteration);
      for (String candidate : List.of(name, shortest)) {
        double width = SliceLabels.textWidth(candidate, SMALL_TEXT_SIZE);
        if (x - width >= freeUntil) {
          marks.add(new Line(x, top, bottom));
          text(x, baseline, candidate, SMALL_TEXT_SIZE, Anchor.END, Tone.MUTED);
          freeUntil = x + 6;
          break;
        }
      }
    }
  }

  private long[] iterationEnds() {
    int count = 0;
    for (int task = 0; task < schedule.taskCount(); task++) {
      count = Math.max(count, schedule.iteration(task) + 1);
    }
    long[] ends = new long[count];
    for (int task = 0; task < schedule.taskCount(); task++) {
      int iteration = schedule.iteration(task);
      if (schedule.operation(task) != Operation.JOIN) {
        ends[iteration] = Math.max(ends[iteration], timeline.endNanos(task));
      }
    }
    return ends;
  }

  /**
   * Draws ever fewer slices one by one until the picture is small enough to be opened with ease.
   */
  private SliceLayout placeSlices() {
    TimeAxis.Unit unit = TimeAxis.Unit.forTime(scale.toNanos());
    int tracks = rows.stream().mapToInt(row -> row.tracks().size()).sum();
    int columnPixels = (int) Math.ceil(Math.max(1, tracks * scale.width() / MAX_COLUMNS));
    Optional<SliceLabels> names = sliceLabels();
    for (double minimumWidth = 2 * columnPixels; ; minimumWidth *= 1.5) {
      SliceLayout slices = new SliceLayout(scale, unit, minimumWidth, columnPixels, shades);
      for (Row row : rows) {
        for (int track = 0; track < row.tracks().size(); track++) {
          double top = row.top() + track * row.trackHeight();
          Optional<SliceLabels> onSlices = row.lane().isCompute() ? names : Optional.empty();
          slices.add(row.tracks().get(track), top, row.trackHeight(), onSlices);
        }
      }
      int elements = slices.boxes().size() + slices.strips().size();
      if (elements <= MAX_ELEMENTS || minimumWidth > scale.width()) {
        return slices;
      }
    }
  }

  private Optional<SliceLabels> sliceLabels() {
    List<Span> spans =
        rows.stream()
            .filter(row -> row.lane().isCompute())
            .flatMap(row -> row.tracks().stream().flatMap(List::stream))
            .toList();
    return Optional.of(new SliceLabels(scale, shades, spans, laneHeight()));
  }

  private void addAxis(double lanesTop) {
    int maxTicks = (int) (scale.width() / PIXELS_PER_TICK);
    TimeAxis axis = TimeAxis.of(scale.fromNanos(), scale.toNanos(), maxTicks);
    for (TimeAxis.Tick tick : axis.ticks()) {
      double x = scale.x(tick.nanos());
      lines.add(new Line(x, lanesTop, y + 5));
      text(x, y + 8 + TEXT_SIZE, tick.label(), TEXT_SIZE, Anchor.MIDDLE, Tone.MUTED);
    }
    y += 8 + TEXT_SIZE;
  }

  private void addNotes(int merged) {
    List<String> notes = new ArrayList<>(options.notes());
    if (merged > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d narrow slices are drawn as shares of time: the height of a colour is the kind's"
                  + " share of the column.",
              merged));
    }
    if (options.links() && !linksShown() && schedule.lanes().size() > schedule.deviceCount()) {
      notes.add("Links are left out: more than " + MAX_DEVICES_WITH_LINKS + " devices.");
    }
    y += notes.isEmpty() ? 0 : 12;
    for (String note : notes) {
      y += TEXT_SIZE + 6;
      text(MARGIN, y, note, TEXT_SIZE, Anchor.START, Tone.DARK);
    }
  }

  private boolean shown(Lane lane) {
    return lane.isCompute() || linksShown();
  }

  private boolean linksShown() {
    return options.links() && schedule.deviceCount() <= MAX_DEVICES_WITH_LINKS;
  }

  private double longestName() {
    return schedule.lanes().stream()
        .filter(this::shown)
        .mapToDouble(l -> SliceLabels.textWidth(name(l), l.isCompute() ? TEXT_SIZE : 9.5))
        .max()
        .orElse(0);
  }

  private String name(Lane lane) {
    return switch (lane.kind()) {
      case COMPUTE -> lane.name();
      case LINK -> "to " + schedule.lanes().get(lane.peer()).name();
      case COLLECTIVE -> "collectives";
      case HOST -> lane.name();
      case HOLDING -> "held for others";
    };
  }

  private void text(double x, double baseline, String text, double size, Anchor anchor, Tone tone) {
    labels.add(new Label(x, baseline, text, size, anchor, tone));
  }
}
