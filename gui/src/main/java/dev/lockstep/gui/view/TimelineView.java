package dev.lockstep.gui.view;

import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.model.History;
import dev.lockstep.gui.model.Moves;
import dev.lockstep.gui.model.TimeRange;
import dev.lockstep.gui.model.inspect.Facts;
import dev.lockstep.gui.model.marks.SliceSet;
import dev.lockstep.scenarios.report.picture.Highlights;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.TimelinePicture;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Emphasis;
import dev.lockstep.scenarios.report.picture.View;
import dev.lockstep.scenarios.report.picture.layout.ViewLayout;
import dev.lockstep.scenarios.report.window.Recording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.Region;

/** A run, to be zoomed and moved. */
public final class TimelineView extends Region {

  private static final double LEAST_LANE = 8;
  private static final double MOST_LANE = 34;

  private final History<View> history;
  private final ReadOnlyObjectWrapper<View> view;
  private final ReadOnlyObjectWrapper<OptionalInt> selected =
      new ReadOnlyObjectWrapper<>(OptionalInt.empty());
  private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>(Palette.LIGHT);
  private final ObjectProperty<Optional<TimeRange>> range =
      new SimpleObjectProperty<>(Optional.empty());
  private final PixelView picture = new PixelView();
  private final RangeBand band = new RangeBand();
  private final HoverCard card = new HoverCard();
  private final Marks marks = new Marks();
  private Recording recording;
  private Moves moves;
  private Facts facts;
  private boolean drawn;
  private double laidOutWidth;
  private double laidOutHeight;
  private double cursorX;

  /** A picture that can be seen. */
  public record Shown(Recording recording, View view) {}

  /** Shows all of a recording. */
  public TimelineView(Recording recording) {
    use(recording);
    this.history = new History<>(moves.all(1200, 600, MOST_LANE, true));
    this.view = new ReadOnlyObjectWrapper<>(history.now());
    getChildren().addAll(picture, band, card);
    setFocusTraversable(true);
    range.addListener((is, before, now) -> draw());
    MouseGestures.listen(this);
  }

  private void use(Recording next) {
    recording = next;
    facts = new Facts(next);
    moves = new Moves(next);
    marks.clear();
  }

  /** Shows another recording; what is in sight stays as far as there is something to see. */
  public void show(Recording next) {
    boolean all = moves.fit(view()).equals(view());
    use(next);
    range.set(range.get().filter(time -> time.fromNanos() < next.endNanos()));
    history.replace(all ? moves.fit(view()) : moves.zoom(view(), View.GUTTER_PIXELS, 1));
    select(OptionalInt.empty());
    resized();
  }

  /** What there is to see. */
  public Recording recording() {
    return recording;
  }

  /** What can be said of it. */
  public Facts facts() {
    return facts;
  }

  /** What is in sight. */
  public View view() {
    return history.now();
  }

  /** What is in sight, told whenever it changes. */
  public ReadOnlyObjectProperty<View> viewProperty() {
    return view.getReadOnlyProperty();
  }

  /** The stretch of time that is chosen, if there is one. */
  public ObjectProperty<Optional<TimeRange>> rangeProperty() {
    return range;
  }

  /** Shows a time with a little room on both sides, also where it goes beyond the run. */
  public void show(long fromNanos, long toNanos) {
    long room = Math.round(0.02 * (toNanos - fromNanos));
    history.change(view().withTime(fromNanos - room, toNanos + room), "show");
    draw();
  }

  /** Shows the time that another view shows. */
  public void follow(View other) {
    history.replace(view().withTime(other.fromNanos(), other.toNanos()));
    draw();
  }

  /** The task that is chosen. */
  public OptionalInt selected() {
    return selected.get();
  }

  /** The task that is chosen, told whenever it changes. */
  public ReadOnlyObjectProperty<OptionalInt> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** What the card beside the mouse says, if it is shown. */
  public Optional<Card> card() {
    return card.shown();
  }

  /** Chooses a task or an event, or none. */
  public void select(OptionalInt task) {
    marks.point(
        task.isPresent()
            ? new Highlights(Map.of(task.getAsInt(), Emphasis.SELECTED), List.of())
            : Highlights.NONE);
    marks.mark(Emphasis.RELATED, SliceSet.NONE);
    selected.set(task);
    draw();
  }

  /** Points something out, in place of what was pointed out before. */
  public void point(Highlights highlights) {
    marks.point(highlights);
    draw();
  }

  /** Gives slices a frame, in place of those that had one for the same reason. */
  public void mark(Emphasis emphasis, SliceSet slices) {
    marks.mark(emphasis, slices);
    draw();
  }

  /** How many slices that were marked for a reason have a frame in what is in sight. */
  public int framesInSight(Emphasis emphasis) {
    return marks.inSight(emphasis, view());
  }

  /** Changes the colours. */
  public void setPalette(Palette newPalette) {
    palette.set(newPalette);
    draw();
  }

  /** The colours, told whenever they change. */
  public ReadOnlyObjectProperty<Palette> paletteProperty() {
    return palette.getReadOnlyProperty();
  }

  /** Shows or hides links and collectives. */
  public void setLinks(boolean shown) {
    changeLanes(view().withLinks(shown), "links");
  }

  /** Gives each stage of a device a lane of its own, or not. */
  public void setStageLanes(boolean shown) {
    changeLanes(view().withStageLanes(shown), "stage lanes");
  }

  /** What was chosen before anything was to be seen is no movement that could be taken back. */
  private void changeLanes(View next, Object movement) {
    View fitted = moves.fitLanes(next, LEAST_LANE, MOST_LANE);
    if (shown.get() == null) {
      history.replace(fitted);
    } else {
      history.change(fitted, movement);
    }
    draw();
  }

  /** All of the run. */
  public void fit() {
    change("fit", moves::fit);
  }

  /** The chosen stretch of time, or else the chosen task; nothing happens if there is neither. */
  public void fitSelection() {
    if (range.get().isPresent()) {
      TimeRange time = range.get().get();
      change("fit", view -> moves.show(view, time.fromNanos(), time.toNanos()));
    } else if (selected().isPresent()) {
      Optional<Recording.Place> place = recording.find(selected().getAsInt());
      place.ifPresent(found -> change("fit", view -> moves.closeUp(view, found)));
    }
  }

  /** Moves until a task or event is in sight and wide enough to be seen. */
  public void reveal(int id) {
    Optional<Recording.Place> place = recording.find(id);
    place.ifPresent(found -> change("reveal", view -> moves.reveal(view, found)));
  }

  /**
   * Chooses a slice of the same lane.
   *
   * @param by 1 for the next one, -1 for the one before
   */
  public void step(int by) {
    Optional<Recording.Place> now =
        selected().isPresent() ? recording.find(selected().getAsInt()) : Optional.empty();
    OptionalInt next =
        now.isPresent() ? Steps.from(now.get(), by) : Steps.first(recording, view().fromNanos());
    next.ifPresent(
        id -> {
          select(next);
          reveal(id);
        });
  }

  /** Chooses nothing any more. */
  public void clear() {
    range.set(Optional.empty());
    select(OptionalInt.empty());
  }

  /**
   * Zooms at the mouse.
   *
   * @param factor above 1 to see less time in more detail
   */
  public void zoom(double factor) {
    zoomAt(cursorX < View.GUTTER_PIXELS ? view().widthPixels() / 2.0 : cursorX, factor);
  }

  /** Moves in time by a share of what is in sight. */
  public void pan(double share) {
    change("pan", view -> moves.pan(view, share * view.window().columns()));
  }

  /** Moves down by so many lanes. */
  public void scroll(double lanes) {
    change("scroll", view -> moves.scroll(view, lanes * view.laneHeight()));
  }

  /**
   * Shows a time, as far as there is something to see.
   *
   * @param movement what it belongs to; equal ones in a row are taken back together
   */
  public void look(TimeRange time, Object movement) {
    change(movement, view -> moves.at(view, time.fromNanos(), time.toNanos()));
  }

  /** Takes the last movement back. */
  public void undo() {
    history.undo();
    resized();
  }

  /** Does again what was taken back. */
  public void redo() {
    history.redo();
    resized();
  }

  @Override
  protected void layoutChildren() {
    picture.resizeRelocate(0, 0, getWidth(), getHeight());
    band.resizeRelocate(0, 0, getWidth(), getHeight());
    // Anything that moves in the window asks for a layout, at every frame: only a new size matters.
    if (getWidth() != laidOutWidth || getHeight() != laidOutHeight) {
      laidOutWidth = getWidth();
      laidOutHeight = getHeight();
      resized();
    }
  }

  private void resized() {
    int width = (int) getWidth();
    int height = (int) getHeight();
    if (width > 0 && height > 0) {
      View sized = view().withSize(width, height);
      history.replace(moves.fitLanes(sized, LEAST_LANE, MOST_LANE));
      draw();
    }
  }

  private void change(Object movement, UnaryOperator<View> move) {
    history.change(move.apply(view()), movement);
    draw();
  }

  /**
   * At most once a pulse, however many events there are. What moves under the mouse is no longer
   * what the card tells of.
   */
  private void draw() {
    if (!view.get().equals(history.now())) {
      card.hide();
    }
    view.set(history.now());
    if (!drawn) {
      drawn = true;
      Platform.runLater(this::drawNow);
    }
  }

  private void drawNow() {
    drawn = false;
    Recording drawnRecording = recording;
    View drawnView = view();
    Palette colours = palette.get();
    Highlights highlights = marks.inSight(drawnView);
    picture.show(
        () -> Drawing.of(new ViewLayout(drawnRecording, drawnView).picture(highlights), colours),
        drawing -> {
          band.show(range.get(), drawnView);
          shown.set(new Shown(drawnRecording, drawnView));
        });
  }

  /** The picture of what is in sight. */
  public TimelinePicture picture() {
    return new ViewLayout(recording, view()).picture(marks.inSight(view()));
  }

  /** What there is to be seen at last, told whenever another picture has been painted. */
  public ReadOnlyObjectProperty<Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  void zoomAt(double x, double factor) {
    change("zoom", view -> moves.zoom(view, x, factor));
  }

  /** Moves by so many pixels. */
  void drag(double byX, double byY, Object movement) {
    change(movement, view -> moves.scroll(moves.pan(view, byX), byY));
  }

  void hover(double x, double y) {
    cursorX = x;
    Optional<Card> said = hit(x, y).flatMap(hit -> facts.at(hit, view().nanosAt(x)));
    card.show(said, x, y, getWidth(), getHeight());
  }

  void leave() {
    card.hide();
  }

  void choose(double x, double y) {
    OptionalInt task = OptionalInt.empty();
    Optional<ViewLayout.Hit> hit = hit(x, y);
    if (hit.isPresent()) {
      task = facts.chosen(hit.get(), view().nanosAt(x));
    }
    card.hide();
    select(task);
  }

  private Optional<ViewLayout.Hit> hit(double x, double y) {
    return new ViewLayout(recording, view()).at(x, y);
  }
}
