package dev.lockstep.scenarios.report.picture;

import dev.lockstep.scenarios.report.picture.SliceLayout.Placed;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Anchor;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Box;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import dev.lockstep.scenarios.report.window.Recording;
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

  private final Recording recording;
  private final Map<SliceKind, Style> styles = new EnumMap<>(SliceKind.class);

  private record Style(boolean wholeTask, double size) {}

  private SliceLabels(Recording recording) {
    this.recording = recording;
  }

  /** The labels of slices that are drawn by themselves, in lanes of one height. */
  static List<Label> of(Recording recording, List<Placed> slices, double laneHeight) {
    SliceLabels labels = new SliceLabels(recording);
    Map<SliceKind, List<Placed>> byKind = new EnumMap<>(SliceKind.class);
    slices.forEach(s -> byKind.computeIfAbsent(s.box().kind(), k -> new ArrayList<>()).add(s));
    double largest = Math.min(LARGEST, Math.floor(0.75 * laneHeight));
    byKind.forEach((k, all) -> labels.choose(all, largest).ifPresent(s -> labels.styles.put(k, s)));
    return slices.stream().flatMap(slice -> labels.label(slice).stream()).toList();
  }

  /** Wide enough for any usual font. */
  static double textWidth(String text, double size) {
    return WIDTH_PER_CHARACTER * size * text.length();
  }

  private Optional<Label> label(Placed slice) {
    Box box = slice.box();
    Style style = styles.get(box.kind());
    if (style == null || sizeThatFits(slice, style.wholeTask()) < style.size()) {
      return Optional.empty();
    }
    double baseline = box.y() + box.height() / 2 + 0.36 * style.size();
    Tone tone = box.kind().needsLightText() ? Tone.LIGHT : Tone.INK;
    double middle = box.x() + box.width() / 2;
    return Optional.of(
        new Label(
            middle, baseline, text(style.wholeTask(), slice), style.size(), Anchor.MIDDLE, tone));
  }

  private Optional<Style> choose(List<Placed> slices, double largest) {
    for (boolean wholeTask : new boolean[] {true, false}) {
      double fitting = Math.min(largest, sizeThatFits(slices, wholeTask));
      if (fitting >= (wholeTask ? SMALLEST_TASK : SMALLEST_NUMBER)) {
        return Optional.of(new Style(wholeTask, fitting));
      }
    }
    return largest < SMALLEST_NUMBER
        ? Optional.empty()
        : Optional.of(new Style(false, SMALLEST_NUMBER));
  }

  /** The largest size at which nine tenths of the slices can bear their labels. */
  private double sizeThatFits(List<Placed> slices, boolean wholeTask) {
    double[] sizes =
        slices.stream().mapToDouble(s -> sizeThatFits(s, wholeTask)).sorted().toArray();
    int fitting = (int) Math.ceil(SHARE_THAT_FITS * sizes.length);
    return Math.floor(sizes[sizes.length - fitting] / SIZE_STEP) * SIZE_STEP;
  }

  private double sizeThatFits(Placed slice, boolean wholeTask) {
    double room = slice.box().width() - PADDING;
    if (room < textWidth("0", SMALLEST_NUMBER)) {
      return 0;
    }
    return room / textWidth(text(wholeTask, slice), 1);
  }

  private String text(boolean wholeTask, Placed slice) {
    return wholeTask ? recording.label(slice.id()) : recording.shortLabel(slice.id());
  }
}
