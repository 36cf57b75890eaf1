package dev.lockstep.scenarios.report.picture;

import dev.lockstep.core.schedule.Task;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Anchor;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands on the slices: the task, {@code 2F0}, or only its micro-batch where that is too wide
 * for those of some kind. All slices are labelled alike, so that the eye can compare them; one that
 * is narrower than its label has none.
 */
final class SliceLabels {

  private static final double WIDTH_PER_CHARACTER = 0.64;
  private static final double PADDING = 3;
  private static final double LARGEST = 12;
  private static final double SMALLEST_TASK = 10;
  private static final double SMALLEST_NUMBER = 7.5;
  private static final double SIZE_STEP = 0.5;
  private static final double SHARE_THAT_FITS = 0.9;

  private final TimelineLayout.Scale scale;
  private final Shades shades;
  private final Optional<Style> style;

  private record Style(boolean wholeTask, double size) {

    String text(Task task) {
      return wholeTask ? task.toString() : Integer.toString(task.microBatch());
    }
  }

  /** Chooses the label, given all slices of lanes of one height. */
  SliceLabels(TimelineLayout.Scale scale, Shades shades, List<Span> spans, double laneHeight) {
    this.scale = scale;
    this.shades = shades;
    Map<SliceKind, List<Span>> byKind = new EnumMap<>(SliceKind.class);
    for (Span span : spans) {
      if (span.durationNanos() > 0) {
        SliceKind kind = SliceKind.of(span.task().operation());
        byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(span);
      }
    }
    double largest = Math.min(LARGEST, Math.floor(0.75 * laneHeight));
    this.style =
        choose(true, byKind.values(), largest, SMALLEST_TASK)
            .or(() -> choose(false, byKind.values(), largest, SMALLEST_NUMBER))
            .or(() -> smallest(largest));
  }

  /** Wide enough for any usual font. */
  static double textWidth(String text, double size) {
    return WIDTH_PER_CHARACTER * size * text.length();
  }

  /** The label of a slice, if it has one. */
  Optional<Label> label(Span span, double top, double height) {
    return style.filter(s -> fits(s, span)).map(s -> label(s, span, top, height));
  }

  private Label label(Style s, Span span, double top, double height) {
    double middle = scale.x(span.startNanos()) + scale.pixels(span.durationNanos()) / 2;
    double baseline = top + height / 2 + 0.36 * s.size();
    Tone tone = SliceKind.needsLightText(shades.rgb(span)) ? Tone.LIGHT : Tone.DARK;
    String text = s.text(span.task());
    return new Label(middle, baseline, text, s.size(), Anchor.MIDDLE, tone);
  }

  /** The largest style in which nearly all slices of each kind can be labelled. */
  private Optional<Style> choose(
      boolean wholeTask, Collection<List<Span>> kinds, double largest, double smallest) {
    for (double size = largest; size >= smallest; size -= SIZE_STEP) {
      Style candidate = new Style(wholeTask, size);
      if (kinds.stream().allMatch(spans -> fits(candidate, spans))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static Optional<Style> smallest(double largest) {
    return largest < SMALLEST_NUMBER
        ? Optional.empty()
        : Optional.of(new Style(false, SMALLEST_NUMBER));
  }

  private boolean fits(Style style, List<Span> spans) {
    return spans.stream().filter(span -> fits(style, span)).count()
        >= SHARE_THAT_FITS * spans.size();
  }

  private boolean fits(Style style, Span span) {
    double room = scale.pixels(span.durationNanos()) - PADDING;
    return textWidth(style.text(span.task()), style.size()) <= room;
  }
}
