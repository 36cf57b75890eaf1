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
 * for a kind. All slices say the same, and those of a kind in the same size that fits, so that the
 * eye can compare them; one that is narrower than its label has none.
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
    boolean wholeTasks =
        byKind.values().stream()
            .allMatch(all -> choose(true, all, largest, SMALLEST_TASK).isPresent());
    byKind.forEach(
        (kind, all) ->
            (wholeTasks ? choose(true, all, largest, SMALLEST_TASK) : number(all, largest))
                .ifPresent(style -> styles.put(kind, style)));
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

  private Optional<Style> number(List<Span> spans, double largest) {
    Optional<Style> chosen = choose(false, spans, largest, SMALLEST_NUMBER);
    return chosen.isPresent() || largest < SMALLEST_NUMBER
        ? chosen
        : Optional.of(new Style(false, SMALLEST_NUMBER));
  }

  private Optional<Style> choose(
      boolean wholeTask, List<Span> spans, double largest, double smallest) {
    for (double size = largest; size >= smallest; size -= SIZE_STEP) {
      Style style = new Style(wholeTask, size);
      if (spans.stream().filter(s -> fits(style, s)).count() >= SHARE_THAT_FITS * spans.size()) {
        return Optional.of(style);
      }
    }
    return Optional.empty();
  }

  private boolean fits(Style style, Span span) {
    double room = scale.pixels(span.durationNanos()) - PADDING;
    return textWidth(style.text(span.task()), style.size()) <= room;
  }
}
