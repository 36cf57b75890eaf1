package dev.lockstep.scenarios.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A window that shows runs; provided by the module that draws windows, where it is present. */
public interface Viewer {

  /**
   * Opens files and returns when the window is closed.
   *
   * @param files scenarios, JSON or YAML, Chrome traces and results of training as JSON; none for
   *     an empty window
   * @param mapping what the events of the traces mean; with it they are those of one measured run
   */
  void show(List<Path> files, Optional<Path> mapping);
}
