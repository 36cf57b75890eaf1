package dev.lockstep.gui.compare;

import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.inspect.Counterpart;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.window.Recording;
import java.util.OptionalInt;
import javafx.collections.ListChangeListener;

/** Who chooses a task in one run chooses its like in the others, where they have it. */
public final class LinkedSelection {

  private final Desk desk;
  private boolean following;

  /** What is asked about one run; a later question takes its place. */
  private record Question(TimelineView about) {}

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
    leader.selectedProperty().addListener((is, before, now) -> follow(leader, now));
  }

  private void follow(TimelineView leader, OptionalInt task) {
    if (following) {
      return;
    }
    for (RunPane run : desk.runs()) {
      if (run.timeline() != leader) {
        follow(leader, task, run.timeline());
      }
    }
  }

  private void follow(TimelineView leader, OptionalInt task, TimelineView other) {
    Recording here = leader.recording();
    Recording there = other.recording();
    desk.background()
        .ask(
            new Question(other),
            () -> task.isPresent() ? Counterpart.of(here, task.getAsInt(), there) : task,
            found -> {
              if (other.recording() == there) {
                select(other, found);
              }
            });
  }

  private void select(TimelineView timeline, OptionalInt task) {
    following = true;
    timeline.select(task);
    following = false;
  }
}
