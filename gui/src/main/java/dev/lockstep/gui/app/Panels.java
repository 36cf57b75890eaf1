package dev.lockstep.gui.app;

import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.Panel;
import dev.lockstep.gui.open.Opener;
import dev.lockstep.gui.panel.differences.DifferencesPanel;
import dev.lockstep.gui.panel.learning.LearningPanel;
import dev.lockstep.gui.panel.measured.MeasuredPanel;
import dev.lockstep.gui.panel.notes.NotesPanel;
import dev.lockstep.gui.panel.results.ResultsPanel;
import dev.lockstep.gui.panel.statistics.StatisticsPanel;
import dev.lockstep.gui.panel.whatif.WhatIfPanel;
import java.util.List;

/** The panels of the window, in the order of their tabs. */
final class Panels {

  private Panels() {}

  static List<Panel> of(Desk desk, Opener opener) {
    return List.of(
        new WhatIfPanel(desk),
        new StatisticsPanel(desk),
        new DifferencesPanel(desk),
        new MeasuredPanel(desk),
        new LearningPanel(desk),
        new ResultsPanel(desk, opener::open),
        new NotesPanel(desk));
  }
}
