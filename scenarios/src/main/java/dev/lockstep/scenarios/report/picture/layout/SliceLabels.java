package dev.lockstep.scenarios.report.picture.layout;

import dev.lockstep.scenarios.report.picture.TimelinePicture.Anchor;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Box;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Label;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Tone;
import dev.lockstep.scenarios.report.picture.layout.SliceLayout.Placed;
import dev.lockstep.scenarios.report.window.Recording;
import dev.lockstep.scenarios.report.window.SliceKind;
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

  private final Recording recording;
  private final boolean wholeTask;
  private final Map<SliceKind, Double> sizes = new EnumMap<>(SliceKind.class);

  private SliceLabels(Recording recording, List<Placed> slices, double laneHeight) {
    this.recording = recording;
    Map<SliceKind, List<Placed>> byKind = new EnumMap<>(SliceKind.class);
    slices.forEach(s -> byKind.computeIfAbsent(s.box().kind(), k -> new ArrayList<>()).add(s));
    double largest = Math.min(LARGEST, Math.floor(0.75 * laneHeight));
    this.wholeTask =
        largest >= SMALLEST_TASK
            && byKind.values().stream().allMatch(all -> sizeThatFits(all, true) >= SMALLEST_TASK);
    if (largest >= SMALLEST_NUMBER) {
      byKind.forEach((kind, all) -> sizes.put(kind, size(all, largest)));
      double most = SIZE_RATIO * sizes.values().stream().min(Double::compare).orElse(largest);
      sizes.replaceAll((kind, size) -> Math.min(size, most));
    }
  }

  /** The labels of slices that are drawn by themselves, in lanes of one height. */
  static List<Label> of(Recording recording, List<Placed> slices, double laneHeight) {
    SliceLabels labels = new SliceLabels(recording, slices, laneHeight);
    return slices.stream().flatMap(slice -> labels.label(slice).stream()).toList();
  }

  /** Wide enough for any usual font. */
  static double textWidth(String text, double size) {
    return WIDTH_PER_CHARACTER * size * text.length();
  }

  private Optional<Label> label(Placed slice) {
    Box box = slice.box();
    return Optional.ofNullable(sizes.get(box.kind()))
        .filter(size -> sizeThatFits(slice, wholeTask) >= size)
        .map(size -> centred(slice, size));
  }

  private Label centred(Placed slice, double size) {
    Box box = slice.box();
    double baseline = box.y() + box.height() / 2 + 0.36 * size;
    Tone tone = SliceKind.needsLightText(box.rgb()) ? Tone.LIGHT : Tone.INK;
    double middle = box.x() + box.width() / 2;
    return new Label(middle, baseline, text(slice, wholeTask), size, Anchor.MIDDLE, tone);
  }

  /** The largest in which nearly all can be labelled, or else the smallest. */
  private double size(List<Placed> slices, double largest) {
    double fitting = Math.min(largest, sizeThatFits(slices, wholeTask));
    return Math.max(SMALLEST_NUMBER, fitting);
  }

  /** The largest size at which nine tenths of the slices can bear their labels. */
  private double sizeThatFits(List<Placed> slices, boolean whole) {
    double[] fitting = slices.stream().mapToDouble(s -> sizeThatFits(s, whole)).sorted().toArray();
    int labelled = (int) Math.ceil(SHARE_THAT_FITS * fitting.length);
    return Math.floor(fitting[fitting.length - labelled] / SIZE_STEP) * SIZE_STEP;
  }

  private double sizeThatFits(Placed slice, boolean whole) {
    double room = slice.box().width() - PADDING;
    if (room < textWidth("0", SMALLEST_NUMBER)) {
      return 0;
    }
    return room / textWidth(text(slice, whole), 1);
  }

  private String text(Placed slice, boolean whole) {
    return whole ? recording.label(slice.id()) : recording.shortLabel(slice.id());
  }
}
