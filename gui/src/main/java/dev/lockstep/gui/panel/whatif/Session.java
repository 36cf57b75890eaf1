package dev.lockstep.gui.panel.whatif;

import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.model.whatif.Measured;
import dev.lockstep.gui.model.whatif.Problem;
import dev.lockstep.gui.model.whatif.WhatIf;
import dev.lockstep.scenarios.scenario.edit.ScenarioDocument;
import java.util.Optional;

/**
 * The changes of one run on the desk. Each is simulated in the background; its picture comes first,
 * then its figures; what cannot be simulated leaves the picture before it.
 */
final class Session {

  private record Question(Session session, String what) {}

  /**
   * Figures of the run as it was opened and as it is now.
   *
   * @param before as it was opened
   * @param after as it is now
   */
  record Figures(Measured before, Measured after) {}

  private final Desk desk;
  private final RunPane pane;
  private final Runnable told;
  private final WhatIf whatIf;
  private Opened shown;
  private Optional<Problem> problem = Optional.empty();
  private Optional<Figures> figures = Optional.empty();
  private boolean busy;

  /** Begins; {@code told} is called whenever there is something new to show. */
  Session(Desk desk, RunPane pane, Runnable told) {
    this.desk = desk;
    this.pane = pane;
    this.told = told;
    this.shown = pane.opened();
    this.whatIf = new WhatIf(shown);
  }

  WhatIf whatIf() {
    return whatIf;
  }

  Optional<Problem> problem() {
    return problem;
  }

  Optional<Figures> figures() {
    return figures;
  }

  /** Whether the figures are not yet those of what the form says. */
  boolean isBusy() {
    return busy;
  }

  /** Whether the run shows what came out of this. */
  boolean isOf(Opened opened) {
    return shown.recording() == opened.recording();
  }

  /** Simulates what the scenario says now. */
  void simulate() {
    ScenarioDocument wanted = whatIf.now();
    String title = whatIf.title();
    busy = true;
    told.run();
    desk.background()
        .ask(
            new Question(this, "picture"),
            () -> wanted.equals(whatIf.file()) ? whatIf.original() : changed(wanted, title),
            this::simulated,
            this::refused);
  }

  /** What was in no file is in none when it is changed. */
  private Opened changed(ScenarioDocument wanted, String title) {
    Opened run = Opened.document(wanted, title);
    return whatIf.original().file().isPresent() ? run : run.withoutFile();
  }

  private void simulated(Opened run) {
    if (!isOf(pane.opened())) {
      return; // its file has been read again meanwhile
    }
    problem = Optional.empty();
    if (!isOf(run)) {
      shown = run;
      pane.replace(run);
    }
    measure();
    told.run();
  }

  private void refused(Exception refusal) {
    problem = Optional.of(Problem.of(refusal));
    busy = false;
    told.run();
  }

  /** Works out the figures of what is shown. */
  void measure() {
    Opened run = shown;
    Optional<Measured> before = figures.map(Figures::before);
    busy = true;
    desk.background()
        .ask(
            new Question(this, "figures"),
            () -> {
              Measured was = before.orElseGet(() -> measured(whatIf.original()));
              return new Figures(
                  was, run.recording() == whatIf.original().recording() ? was : measured(run));
            },
            found -> {
              figures = Optional.of(found);
              busy = false;
              told.run();
            },
            this::refused);
  }

  private static Measured measured(Opened run) {
    return Measured.of(run.run().orElseThrow());
  }

  /** Opens what is shown below, and goes back to the file here. */
  void keep() {
    if (whatIf.isChanged() && shown.document().equals(Optional.of(whatIf.now()))) {
      desk.open(shown);
      whatIf.reset();
      simulate();
    }
  }
}
