package dev.lockstep.gui.panel.statistics;

import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.Panel;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.TimeRange;
import dev.lockstep.scenarios.report.picture.View;
import dev.lockstep.scenarios.report.statistics.RecordingStatistics;
import dev.lockstep.scenarios.report.statistics.Statistics;
import dev.lockstep.scenarios.report.statistics.StatisticsCsv;
import dev.lockstep.scenarios.report.window.Recording;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;

/**
 * Tells what the active run spends its time on: in the range that is chosen, or else in what is in
 * sight. Follows every movement; the figures are worked out in the background, and of several that
 * are asked for only the last are shown.
 */
public final class StatisticsPanel implements Panel {

  private static final int MOST_KNOWN = 4;

  private final Desk desk;
  private final StatisticsPane figures = new StatisticsPane(this::copy, this::select);
  private final Label nothing = new Label("No run is open.");
  private final ScrollPane scroll = new ScrollPane(figures);
  private final StackPane root = new StackPane(nothing, scroll);
  private final ChangeListener<Object> moved = (is, before, now) -> ask();
  private final Deque<Known> known = new ArrayDeque<>();
  private Optional<Statistics> shown = Optional.empty();

  private record Known(Recording recording, RecordingStatistics statistics) {}

  /** Beside this desk's runs. */
  public StatisticsPanel(Desk desk) {
    this.desk = desk;
    scroll.setFitToWidth(true);
    desk.activeProperty().addListener((is, before, now) -> follow(before, now));
    desk.runs().addListener((ListChangeListener<RunPane>) change -> forgetClosed());
    desk.paletteProperty().addListener(moved);
    root.sceneProperty().addListener(moved);
    desk.add(Command.of("Statistics", "Copy the statistics as CSV", this::copy));
    follow(Optional.empty(), desk.activeProperty().get());
  }

  @Override
  public String title() {
    return "Statistics";
  }

  @Override
  public Node node() {
    return root;
  }

  /** What is shown; nothing until it has been worked out. */
  public Optional<Statistics> shown() {
    return shown;
  }

  private void follow(Optional<RunPane> before, Optional<RunPane> now) {
    before.ifPresent(
        run -> {
          run.timeline().viewProperty().removeListener(moved);
          run.timeline().rangeProperty().removeListener(moved);
          run.openedProperty().removeListener(moved);
        });
    now.ifPresent(
        run -> {
          run.timeline().viewProperty().addListener(moved);
          run.timeline().rangeProperty().addListener(moved);
          run.openedProperty().addListener(moved);
        });
    ask();
  }

  /** What nobody can see is not worked out. */
  private void ask() {
    Optional<RunPane> active = desk.activeProperty().get();
    scroll.setVisible(active.isPresent());
    nothing.setVisible(active.isEmpty());
    if (active.isPresent() && root.getScene() != null) {
      ask(active.get());
    }
  }

  private void ask(RunPane run) {
    Recording recording = run.timeline().recording();
    Optional<TimeRange> range = run.timeline().rangeProperty().get();
    View view = run.timeline().viewProperty().get();
    long from = range.map(TimeRange::fromNanos).orElse(view.fromNanos());
    long to = range.map(TimeRange::toNanos).orElse(view.toNanos());
    String heading = range.isPresent() ? "Selected" : inSight(recording, from, to);
    String name = run.opened().name();
    desk.background()
        .ask(
            this,
            () -> statistics(recording).between(from, to),
            found -> show(heading, name, found));
  }

  private static String inSight(Recording recording, long from, long to) {
    boolean all = from <= recording.startNanos() && to >= recording.endNanos();
    return all ? "All of the run" : "In sight";
  }

  /** Gone through once, as long as not too many others came between; in the background only. */
  private synchronized RecordingStatistics statistics(Recording recording) {
    for (Known one : known) {
      if (one.recording() == recording) {
        return one.statistics();
      }
    }
    Known one = new Known(recording, new RecordingStatistics(recording));
    known.addFirst(one);
    if (known.size() > MOST_KNOWN) {
      known.removeLast();
    }
    return one.statistics();
  }

  /** A run that was closed leaves the memory. */
  private void forgetClosed() {
    List<Recording> open = desk.runs().stream().map(run -> run.timeline().recording()).toList();
    desk.background().ask(known, () -> retain(open), forgotten -> {});
  }

  private synchronized boolean retain(List<Recording> open) {
    return known.removeIf(one -> !open.contains(one.recording()));
  }

  private void show(String heading, String name, Statistics found) {
    shown = Optional.of(found);
    figures.show(heading, name, found, desk.paletteProperty().get());
  }

  private void select(int task) {
    desk.activeProperty().get().ifPresent(run -> run.timeline().select(OptionalInt.of(task)));
  }

  private void copy() {
    if (shown.isEmpty()) {
      desk.say("There are no statistics to copy yet: open the panel of the statistics first.");
      return;
    }
    ClipboardContent content = new ClipboardContent();
    content.putString(StatisticsCsv.of(shown.get()));
    Clipboard.getSystemClipboard().setContent(content);
    desk.say("Copied the statistics as CSV.");
  }
}
