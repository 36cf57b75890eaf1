package dev.lockstep.gui.app;

import dev.lockstep.scenarios.cli.Viewer;
import dev.lockstep.scenarios.report.window.SimulatedRecording;
import dev.lockstep.scenarios.run.Run;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.nio.file.Path;
import java.util.List;

/** Opens the window that {@code lockstep view} asks for. */
public final class DesktopViewer implements Viewer {

  @Override
  public void show(List<Path> files) {
    Run run = Run.of(ScenarioReader.read(files.get(0)));
    ViewerApplication.open(new SimulatedRecording(run.picture()));
  }
}
