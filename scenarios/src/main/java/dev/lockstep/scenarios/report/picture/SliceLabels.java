package dev.lockstep.scenarios.report.picture;

import dev.lockstep.core.schedule.Task;
import dev.lockstep.core.timeline.Span;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Anchor;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import dev.lockstep.scenarios.report.window.SliceKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands on the slices: the task, {@code 2F0}, or only its micro-batch where that is too wide,
 * in the size that fits. All slices of a kind are labelled alike, so that the eye can compare them;
 * one that is narrower than its label has none.
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
  private final Map<SliceKind, Style> styles = new EnumMap<>(SliceKind.class);

  private record Style(boolean wholeTask, double size) {

    String text(Task task) {
      return wholeTask ? task.toString() : Integer.toString(task.microBatch());
    }
  }

  /** Chooses a label for each kind, given all slices of lanes of one height. */
  SliceLabels(TimelineLayout.Scale scale, List<Span> spans, double laneHeight) {
    this.scale = scale;
    Map<SliceKind, List<Span>> byKind = new EnumMap<>(SliceKind.class);
    for (Span span : spans) {
      if (span.durationNanos() > 0) {
        SliceKind kind = SliceKind.of(span.task().operation());
        byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(span);
      }
    }
    double largest = Math.min(LARGEST, Math.floor(0.75 * laneHeight));
    byKind.forEach((kind, all) -> choose(all, largest).ifPresent(s -> styles.put(kind, s)));
  }

  /** Wide enough for any usual font. */
  static double textWidth(String text, double size) {
    return WIDTH_PER_CHARACTER * size * text.length();
  }

  /** The label of a slice, if it has one. */
  Optional<Label> label(Span span, double top, double height) {
    SliceKind kind = SliceKind.of(span.task().operation());
    Style style = styles.get(kind);
    if (style == null || !fits(style, span)) {
      return Optional.empty();
    }
    double middle = scale.x(span.startNanos()) + scale.pixels(span.durationNanos()) / 2;
    double baseline = top + height / 2 + 0.36 * style.size();
    Tone tone = kind.needsLightText() ? Tone.LIGHT : Tone.DARK;
    String text = style.text(span.task());
    return Optional.of(new Label(middle, baseline, text, style.size(), Anchor.MIDDLE, tone));
  }

  private Optional<Style> choose(List<Span> spans, double largest) {
    for (boolean wholeTask : new boolean[] {true, false}) {
      double smallest = wholeTask ? SMALLEST_TASK : SMALLEST_NUMBER;
      for (double size = largest; size >= smallest; size -= SIZE_STEP) {
        Style style = new Style(wholeTask, size);
        if (spans.stream().filter(s -> fits(style, s)).count() >= SHARE_THAT_FITS * spans.size()) {
          return Optional.of(style);
        }
      }
    }
    return largest < SMALLEST_NUMBER
        ? Optional.empty()
        : Optional.of(new Style(false, SMALLEST_NUMBER));
  }

  private boolean fits(Style style, Span span) {
    double room = scale.pixels(span.durationNanos()) - PADDING;
    return textWidth(style.text(span.task()), style.size()) <= room;
  }
}
