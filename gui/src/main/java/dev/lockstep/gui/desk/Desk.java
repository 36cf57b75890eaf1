package dev.lockstep.gui.desk;

import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.model.StudyResults;
import dev.lockstep.gui.model.TimeRange;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.compare.Alignment;
import dev.lockstep.scenarios.report.compare.Alignment.Stretch;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.report.picture.View;
import dev.lockstep.scenarios.report.window.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * What is open, what is looked at and what can be done: all that the parts of the window share. On
 * the JavaFX thread only.
 */
public final class Desk {

  private final ObservableList<RunPane> runs = FXCollections.observableArrayList();

  /** Held here, as what nobody holds tells its listeners nothing. */
  private final ObservableList<RunPane> shownRuns = FXCollections.unmodifiableObservableList(runs);

  private final ObservableList<Learned> learned = FXCollections.observableArrayList();
  private final ObservableList<Learned> shownLearned =
      FXCollections.unmodifiableObservableList(learned);

  private final ObservableList<StudyResults> studies = FXCollections.observableArrayList();
  private final ObservableList<StudyResults> shownStudies =
      FXCollections.unmodifiableObservableList(studies);

  private final ObjectProperty<Optional<RunPane>> active =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Palette> palette = new SimpleObjectProperty<>(Palette.LIGHT);
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final List<Command> commands = new ArrayList<>();
  private final Background background = new Background();
  private final ObjectProperty<Alignment> alignment = new SimpleObjectProperty<>(Alignment.BY_TIME);
  private boolean following;

  /** A desk on which nothing is open. */
  public Desk() {
    palette.addListener((is, before, now) -> runs.forEach(run -> run.timeline().setPalette(now)));
  }

  /** The open runs from the top down, not to be changed by others. */
  public ObservableList<RunPane> runs() {
    return shownRuns;
  }

  /** Opens a run below the others. */
  public RunPane open(Opened run) {
    RunPane pane = new RunPane(run);
    TimelineView timeline = pane.timeline();
    timeline.setPalette(palette.get());
    timeline.viewProperty().addListener((is, before, now) -> follow(pane, before, now));
    timeline.rangeProperty().addListener((is, before, now) -> followRange(pane, now));
    timeline
        .focusedProperty()
        .addListener((is, before, now) -> activate(now ? Optional.of(pane) : active.get()));
    runs.add(pane);
    if (active.get().isEmpty()) {
      activate(Optional.of(pane));
    } else {
      activate(active.get());
      join(active.get().get());
    }
    return pane;
  }

  /** Results of training that are open, not to be changed by others. */
  public ObservableList<Learned> learned() {
    return shownLearned;
  }

  /** Opens results of training; where some of the same key are open, in their place. */
  public void open(Learned results) {
    for (int i = 0; i < learned.size(); i++) {
      if (learned.get(i).key().equals(results.key())) {
        learned.set(i, results);
        return;
      }
    }
    learned.add(results);
  }

  /** Takes results of training away. */
  public void close(Learned results) {
    learned.removeIf(open -> open.key().equals(results.key()));
  }

  /** Results of studies that are open, not to be changed by others. */
  public ObservableList<StudyResults> studies() {
    return shownStudies;
  }

  /** Opens results of a study; where some of the same key are open, in their place. */
  public void open(StudyResults results) {
    for (int i = 0; i < studies.size(); i++) {
      if (studies.get(i).key().equals(results.key())) {
        studies.set(i, results);
        return;
      }
    }
    studies.add(results);
  }

  /** Takes results of a study away. */
  public void close(StudyResults results) {
    studies.removeIf(open -> open.key().equals(results.key()));
  }

  /** A new run shows what the others show: all, or the part that was chosen. */
  private void join(RunPane leader) {
    View view = leader.timeline().view();
    Recording recording = leader.timeline().recording();
    if (view.fromNanos() <= recording.startNanos() && view.toNanos() >= recording.endNanos()) {
      fit(leader);
    } else {
      follow(leader, view);
    }
  }

  /** Takes a run away. */
  public void close(RunPane pane) {
    runs.remove(pane);
    boolean wasActive = active.get().equals(Optional.of(pane));
    activate(wasActive ? runs.stream().findFirst() : active.get());
    focus();
  }

  private void activate(Optional<RunPane> pane) {
    active.set(pane);
    runs.forEach(run -> run.setActive(runs.size() > 1 && pane.equals(Optional.of(run))));
  }

  /** The run that was last clicked into, which panels tell about; none if none is open. */
  public ObjectProperty<Optional<RunPane>> activeProperty() {
    return active;
  }

  /** Lets the keyboard act on the active run. */
  public void focus() {
    active.get().ifPresent(run -> run.timeline().requestFocus());
  }

  /** The colours. */
  public ObjectProperty<Palette> paletteProperty() {
    return palette;
  }

  /** Which moments of the runs stand one above the other. */
  public ReadOnlyObjectProperty<Alignment> alignmentProperty() {
    return alignment;
  }

  /** Puts other moments one above the other, and shows all of the runs. */
  public void align(Alignment next) {
    alignment.set(next);
    fit();
  }

  /** Shows all of all runs. */
  public void fit() {
    active.get().or(() -> runs.stream().findFirst()).ifPresent(this::fit);
  }

  private void fit(RunPane leader) {
    List<Recording> all = runs.stream().map(run -> run.timeline().recording()).toList();
    Stretch whole = alignment.get().whole(leader.timeline().recording(), all);
    leader.timeline().show(whole.fromNanos(), whole.toNanos());
    follow(leader, leader.timeline().view());
  }

  /** What the line at the bottom says. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Says something in one line. */
  public void say(String line) {
    notice.set(line);
  }

  /** All that can be done, in the order in which it was added. */
  public List<Command> commands() {
    return List.copyOf(commands);
  }

  /** Lets something be done. */
  public void add(Command command) {
    commands.add(command);
  }

  /** Where work is done that takes longer than a frame. */
  public Background background() {
    return background;
  }

  /** The same stretch of time in all runs, as they are aligned. */
  private void followRange(RunPane leader, Optional<TimeRange> range) {
    if (following) {
      return;
    }
    following = true;
    for (RunPane run : runs) {
      if (run != leader) {
        run.timeline().rangeProperty().set(range.map(time -> there(leader, run, time)));
      }
    }
    following = false;
  }

  private TimeRange there(RunPane leader, RunPane run, TimeRange time) {
    Stretch here = new Stretch(time.fromNanos(), time.toNanos());
    Recording mine = leader.timeline().recording();
    Stretch there = alignment.get().stretch(here, mine, run.timeline().recording());
    return new TimeRange(there.fromNanos(), Math.max(there.fromNanos() + 1, there.toNanos()));
  }

  private void follow(RunPane leader, View before, View now) {
    boolean sameTime = before.fromNanos() == now.fromNanos() && before.toNanos() == now.toNanos();
    if (following || sameTime) {
      return;
    }
    follow(leader, now);
  }

  private void follow(RunPane leader, View view) {
    following = true;
    Stretch shown = new Stretch(view.fromNanos(), view.toNanos());
    Recording recording = leader.timeline().recording();
    for (RunPane run : runs) {
      if (run != leader) {
        TimelineView other = run.timeline();
        Stretch there = alignment.get().stretch(shown, recording, other.recording());
        other.follow(view.withTime(there.fromNanos(), there.toNanos()));
      }
    }
    following = false;
  }
}
