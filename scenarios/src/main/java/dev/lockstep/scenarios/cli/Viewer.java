package dev.lockstep.scenarios.cli;

import java.nio.file.Path;
import java.util.List;

/** A window that shows runs; provided by the module that draws windows, where it is present. */
public interface Viewer {

  /**
   * Opens files and returns when the window is closed.
   *
   * @param files scenarios, JSON or YAML, and Chrome traces; none for an empty window
   */
  void show(List<Path> files);
}
