package dev.lockstep.gui.compare;

import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.inspect.Counterpart;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.window.Recording;
import java.util.List;
import java.util.OptionalInt;
import javafx.collections.ListChangeListener;

/** Who chooses a task in one run chooses its like in the others, where they have it. */
public final class LinkedSelection {

  private final Desk desk;
  private boolean following;

  /** A run that follows, and what it showed when it was asked about. */
  private record Follower(TimelineView timeline, Recording recording) {}

  /** What a run that follows is to choose. */
  private record Choice(Follower follower, OptionalInt task) {}

  private LinkedSelection(Desk desk) {
    this.desk = desk;
  }

  /** Watches a desk's runs. */
  public static void on(Desk desk) {
    LinkedSelection linked = new LinkedSelection(desk);
    desk.runs().addListener(linked::changed);
  }

  private void changed(ListChangeListener.Change<? extends RunPane> change) {
    while (change.next()) {
      change.getAddedSubList().forEach(run -> watch(run.timeline()));
    }
  }

  private void watch(TimelineView leader) {
    leader.selectedProperty().addListener((is, before, now) -> lead(leader, now));
  }

  private void lead(TimelineView leader, OptionalInt task) {
    List<Follower> followers =
        desk.runs().stream()
            .map(RunPane::timeline)
            .filter(timeline -> timeline != leader)
            .map(timeline -> new Follower(timeline, timeline.recording()))
            .toList();
    if (following || followers.isEmpty()) {
      return;
    }
    Recording recording = leader.recording();
    desk.background()
        .ask(
            this,
            () -> followers.stream().map(follower -> choice(recording, task, follower)).toList(),
            choices -> choices.forEach(this::choose));
  }

  private static Choice choice(Recording leader, OptionalInt task, Follower follower) {
    return new Choice(
        follower,
        task.isPresent()
            ? Counterpart.of(leader, task.getAsInt(), follower.recording())
            : OptionalInt.empty());
  }

  private void choose(Choice choice) {
    TimelineView timeline = choice.follower().timeline();
    if (timeline.recording() == choice.follower().recording()) {
      following = true;
      timeline.select(choice.task());
      following = false;
    }
  }
}
