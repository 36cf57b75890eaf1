package dev.lockstep.scenarios.report.picture;

import dev.lockstep.core.timeline.Span;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Box;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Places slices: wide ones as boxes, and what lies between two of them as a strip of time shares.
 */
final class SliceLayout {

  private final TimelineLayout.Scale scale;
  private final TimeAxis.Unit unit;
  private final double minimumWidth;
  private final int columnPixels;
  private final Shades shades;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Strip> strips = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private final List<Span> narrow = new ArrayList<>();
  private int mergedCount;

  SliceLayout(
      TimelineLayout.Scale scale,
      TimeAxis.Unit unit,
      double minimumWidth,
      int columnPixels,
      Shades shades) {
    this.scale = scale;
    this.unit = unit;
    this.minimumWidth = minimumWidth;
    this.columnPixels = columnPixels;
    this.shades = shades;
  }

  List<Box> boxes() {
    return boxes;
  }

  List<Strip> strips() {
    return strips;
  }

  List<Label> labels() {
    return labels;
  }

  /** How many slices lie in strips. */
  int mergedCount() {
    return mergedCount;
  }

  /**
   * Places spans that do not overlap, by start. A span without duration has no width and is not
   * drawn.
   */
  void add(List<Span> spans, double top, double height, Optional<SliceLabels> slices) {
    for (Span span : spans) {
      if (span.durationNanos() == 0) {
        continue;
      }
      if (scale.pixels(span.durationNanos()) < minimumWidth) {
        narrow.add(span);
      } else {
        placeNarrow(top, height);
        boxes.add(box(span, top, height));
        slices.flatMap(s -> s.label(span, top, height)).ifPresent(labels::add);
      }
    }
    placeNarrow(top, height);
  }

  private Box box(Span span, double top, double height) {
    String tooltip =
        "%s, %s to %s"
            .formatted(span.task(), unit.number(span.startNanos()), unit.text(span.endNanos()));
    double width = scale.pixels(span.durationNanos());
    double left = scale.x(span.startNanos());
    return new Box(kind(span), shades.rgb(span), left, top, width, height, tooltip);
  }

  private void placeNarrow(double top, double height) {
    if (narrow.size() == 1) {
      boxes.add(box(narrow.get(0), top, height));
    } else if (!narrow.isEmpty()) {
      mergedCount += narrow.size();
      strips.add(strip(top, height));
    }
    narrow.clear();
  }

  private Strip strip(double top, double height) {
    double left = scale.x(narrow.get(0).startNanos());
    double width = scale.x(narrow.get(narrow.size() - 1).endNanos()) - left;
    int columns = Strip.columns(left, width, columnPixels);
    Map<SliceKind, double[]> shares = new EnumMap<>(SliceKind.class);
    for (Span span : narrow) {
      shares.computeIfAbsent(kind(span), kind -> new double[columns]);
    }
    List<SliceKind> kinds = List.copyOf(shares.keySet());
    Strip strip =
        new Strip(
            left,
            top,
            width,
            height,
            columnPixels,
            kinds,
            shares.values().toArray(double[][]::new));
    for (Span span : narrow) {
      spread(span, strip, shares.get(kind(span)));
    }
    return strip;
  }

  /** Adds to each column the share of it that the span covers. */
  private void spread(Span span, Strip strip, double[] share) {
    double from = scale.x(span.startNanos());
    double to = from + scale.pixels(span.durationNanos());
    int firstColumn =
        (int) (Math.floor(from / columnPixels) - Math.floor(strip.edge(0) / columnPixels));
    for (int c = Math.max(0, firstColumn); c < share.length && strip.edge(c) < to; c++) {
      double covered = Math.min(to, strip.edge(c + 1)) - Math.max(from, strip.edge(c));
      double columnWidth = strip.edge(c + 1) - strip.edge(c);
      if (covered > 0 && columnWidth > 0) {
        share[c] += covered / columnWidth;
      }
    }
  }

  private static SliceKind kind(Span span) {
    return SliceKind.of(span.task().operation());
  }
}
