package dev.lockstep.gui.inspect;

import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.Card;
import dev.lockstep.gui.model.inspect.Chain;
import dev.lockstep.gui.model.inspect.Facts;
import dev.lockstep.gui.model.inspect.Inspector;
import dev.lockstep.gui.model.marks.SliceSet;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.picture.TimelinePicture.Emphasis;
import dev.lockstep.scenarios.report.picture.View;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;

/** Shows on one run what is asked about it; the answers are worked out in the background. */
final class Inspection {

  private final Desk desk;
  private final RunPane run;
  private final TimelineView timeline;
  private final PinnedCard card = new PinnedCard();

  /** What is asked; a later question of the same kind takes its place. */
  private record Question(TimelineView timeline, String kind) {}

  Inspection(Desk desk, RunPane run) {
    this.desk = desk;
    this.run = run;
    this.timeline = run.timeline();
    card.addButton("What it waited for", this::showChain);
    card.addButton("What follows", this::showDescendants);
    card.addButton("Copy", () -> card.shown().ifPresent(Copy::text));
    run.addOverlay(card, Pos.BOTTOM_RIGHT);
    timeline.selectedProperty().addListener((is, before, now) -> selected(now));
  }

  /** A first card takes longer than later ones; so that the mouse need not wait for it. */
  void prepare() {
    Facts facts = timeline.facts();
    ask("prepared", inspector -> facts.card(0), said -> {});
  }

  /** What the pinned card says, if a task is chosen. */
  Optional<Card> card() {
    return card.shown();
  }

  private void selected(OptionalInt task) {
    Facts facts = timeline.facts();
    card.show(task.isPresent() ? facts.card(task.getAsInt()) : Optional.empty(), inRightHalf(task));
    if (desk.activeProperty().get().filter(run::equals).isPresent()) {
      desk.say("");
    }
    about(
        task,
        inspector -> inspector.around(task.getAsInt(), timeline.view().links()),
        timeline::point);
  }

  private boolean inRightHalf(OptionalInt task) {
    View view = timeline.view();
    return task.isPresent()
        && timeline
            .recording()
            .find(task.getAsInt())
            .filter(place -> place.startNanos() > (view.fromNanos() + view.toNanos()) / 2)
            .isPresent();
  }

  void showChain() {
    OptionalInt task = timeline.selected();
    about(
        task,
        inspector -> inspector.waitedFor(task.getAsInt()),
        chain -> show(chain, "It started where it did because of %,d tasks, one after another"));
  }

  void showDescendants() {
    OptionalInt task = timeline.selected();
    about(
        task,
        inspector -> inspector.descendants(task.getAsInt(), timeline.view().links()),
        chain -> show(chain, "%,d tasks could not start before it had ended"));
  }

  /** The chain counts the task itself, which is not told. */
  private void show(Chain chain, String notice) {
    timeline.point(chain.nearest());
    timeline.mark(Emphasis.RELATED, chain.slices());
    int hidden = chain.slices().count() - timeline.framesInSight(Emphasis.RELATED);
    String all = notice.formatted(chain.slices().count() - 1);
    desk.say(
        hidden == 0
            ? all
            : all + "; %,d are out of sight or too close to others for a frame".formatted(hidden));
  }

  /** Marks the critical path, or no longer. */
  void showCriticalPath(boolean shown) {
    if (!shown) {
      timeline.mark(Emphasis.CRITICAL, SliceSet.NONE);
      return;
    }
    ask(
        "critical",
        Inspector::criticalPath,
        path -> {
          timeline.mark(Emphasis.CRITICAL, path);
          desk.say("The critical path has %,d tasks".formatted(path.count()));
        });
  }

  private <T> void about(OptionalInt task, Function<Inspector, T> question, Consumer<T> answer) {
    if (task.isPresent()) {
      ask(
          "chosen",
          question,
          result -> {
            if (timeline.selected().equals(task)) {
              answer.accept(result);
            }
          });
    }
  }

  /** Asks about the recording that is shown now; what comes of it is dropped if it is not then. */
  private <T> void ask(String kind, Function<Inspector, T> question, Consumer<T> answer) {
    Facts facts = timeline.facts();
    if (facts.inspector().isEmpty()) {
      return;
    }
    Callable<T> work = () -> question.apply(facts.inspector().get());
    desk.background()
        .ask(
            new Question(timeline, kind),
            work,
            result -> {
              if (timeline.facts() == facts) {
                answer.accept(result);
              }
            });
  }
}
