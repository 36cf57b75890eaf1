package dev.lockstep.scenarios.report.picture;

import dev.lockstep.core.schedule.Task;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Anchor;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands on the slices: the task, {@code 2F0}, or only its micro-batch where that is too wide
 * for those of some kind. Those of a kind have the same size, the largest that fits and that is not
 * much larger than that of another kind, so that the eye can compare them; a slice that is narrower
 * than its label has none.
 */
final class SliceLabels {

  private static final double WIDTH_PER_CHARACTER = 0.64;
  private static final double PADDING = 3;
  private static final double LARGEST = 12;
  private static final double SMALLEST_TASK = 10;
  private static final double SMALLEST_NUMBER = 7.5;
  private static final double SIZE_STEP = 0.5;
  private static final double SIZE_RATIO = 4.0 / 3;
  private static final double SHARE_THAT_FITS = 0.9;

  private final TimelineLayout.Scale scale;
  private final Shades shades;
  private final boolean wholeTask;
  private final Map<SliceKind, Double> sizes = new EnumMap<>(SliceKind.class);

  /** Chooses the labels, given all slices of lanes of one height. */
  SliceLabels(TimelineLayout.Scale scale, Shades shades, List<Span> spans, double laneHeight) {
    this.scale = scale;
    this.shades = shades;
    Map<SliceKind, List<Span>> byKind = new EnumMap<>(SliceKind.class);
    for (Span span : spans) {
      if (span.durationNanos() > 0) {
        byKind.computeIfAbsent(kind(span), k -> new ArrayList<>()).add(span);
      }
    }
    double largest = Math.min(LARGEST, Math.floor(0.75 * laneHeight));
    this.wholeTask =
        largest >= SMALLEST_TASK
            && byKind.values().stream().allMatch(all -> fit(all, true, SMALLEST_TASK));
    if (largest >= SMALLEST_NUMBER) {
      byKind.forEach((kind, all) -> sizes.put(kind, size(all, largest)));
      double most = SIZE_RATIO * sizes.values().stream().min(Double::compare).orElse(largest);
      sizes.replaceAll((kind, size) -> Math.min(size, most));
    }
  }

  /** Wide enough for any usual font. */
  static double textWidth(String text, double size) {
    return WIDTH_PER_CHARACTER * size * text.length();
  }

  /** The label of a slice, if it has one. */
  Optional<Label> label(Span span, double top, double height) {
    Optional<Double> size = Optional.ofNullable(sizes.get(kind(span)));
    return size.filter(s -> fits(span, wholeTask, s)).map(s -> centred(span, s, top + height / 2));
  }

  private Label centred(Span span, double size, double middle) {
    double x = scale.x(span.startNanos()) + scale.pixels(span.durationNanos()) / 2;
    Tone tone = SliceKind.needsLightText(shades.rgb(span)) ? Tone.LIGHT : Tone.DARK;
    String text = text(span.task(), wholeTask);
    return new Label(x, middle + 0.36 * size, text, size, Anchor.MIDDLE, tone);
  }

  /** The largest in which nearly all can be labelled, or else the smallest. */
  private double size(List<Span> spans, double largest) {
    double size = largest;
    while (size > SMALLEST_NUMBER && !fit(spans, wholeTask, size)) {
      size -= SIZE_STEP;
    }
    return Math.max(size, SMALLEST_NUMBER);
  }

  private boolean fit(List<Span> spans, boolean whole, double size) {
    return spans.stream().filter(span -> fits(span, whole, size)).count()
        >= SHARE_THAT_FITS * spans.size();
  }

  private boolean fits(Span span, boolean whole, double size) {
    double room = scale.pixels(span.durationNanos()) - PADDING;
    return textWidth(text(span.task(), whole), size) <= room;
  }

  private static String text(Task task, boolean whole) {
    return whole ? task.toString() : Integer.toString(task.microBatch());
  }

  private static SliceKind kind(Span span) {
    return SliceKind.of(span.task().operation());
  }
}
