package dev.lockstep.scenarios.report.picture.layout;

import dev.lockstep.scenarios.report.picture.Highlights;
import dev.lockstep.scenarios.report.picture.TimelinePicture;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Arrow;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Outline;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Overlay;
import dev.lockstep.scenarios.report.picture.layout.RowStack.Place;
import dev.lockstep.scenarios.report.window.Recording;
import dev.lockstep.scenarios.report.window.Row;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Places frames and arrows where the slices are that they point out. */
final class OverlayLayout {

  private static final double LEAST_WIDTH = 3;

  private final Recording recording;
  private final TimeScale scale;
  private final Map<Row, Place> places = new IdentityHashMap<>();

  OverlayLayout(Recording recording, TimeScale scale, List<Place> inSight) {
    this.recording = recording;
    this.scale = scale;
    inSight.forEach(place -> places.put(place.row(), place));
  }

  Overlay overlay(Highlights highlights) {
    List<Outline> outlines =
        highlights.slices().entrySet().stream()
            .flatMap(e -> outline(e.getKey(), e.getValue()).stream())
            .toList();
    List<Arrow> arrows = highlights.links().stream().flatMap(link -> arrow(link).stream()).toList();
    return new Overlay(outlines, arrows);
  }

  private Optional<Outline> outline(int id, TimelinePicture.Emphasis emphasis) {
    Optional<Recording.Place> found = recording.find(id);
    Optional<Place> place = found.map(f -> places.get(f.row()));
    if (place.isEmpty() || !inWindow(found.get())) {
      return Optional.empty();
    }
    double from = Math.max(scale.left(), scale.x(found.get().startNanos()));
    double to = Math.min(scale.left() + scale.width(), scale.x(found.get().endNanos()));
    double width = Math.max(LEAST_WIDTH, to - from);
    return Optional.of(new Outline(emphasis, from, place.get().top(), width, place.get().height()));
  }

  private boolean inWindow(Recording.Place found) {
    return scale
        .window()
        .overlaps(found.startNanos(), Math.max(found.startNanos() + 1, found.endNanos()));
  }

  /** Both ends may be out of sight to the left and right, but their rows must be drawn. */
  private Optional<Arrow> arrow(Highlights.Link link) {
    Optional<Recording.Place> from = recording.find(link.from());
    Optional<Recording.Place> to = recording.find(link.to());
    Optional<Place> fromRow = from.map(f -> places.get(f.row()));
    Optional<Place> toRow = to.map(t -> places.get(t.row()));
    if (fromRow.isEmpty() || toRow.isEmpty()) {
      return Optional.empty();
    }
    double fromX = clamp(scale.x(from.get().endNanos()));
    double toX = clamp(scale.x(to.get().startNanos()));
    boolean outside = toX <= scale.left() || fromX >= scale.left() + scale.width();
    return outside
        ? Optional.empty()
        : Optional.of(
            new Arrow(link.emphasis(), fromX, fromRow.get().middle(), toX, toRow.get().middle()));
  }

  private double clamp(double x) {
    return Math.max(scale.left(), Math.min(scale.left() + scale.width(), x));
  }
}
