package dev.lockstep.gui.app;

import dev.lockstep.gui.model.FileContent;
import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.model.StudyResults;
import dev.lockstep.scenarios.cli.Viewer;
import dev.lockstep.scenarios.format.training.TrainingFile;
import dev.lockstep.scenarios.report.trace.TraceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Opens the window that {@code lockstep view} asks for, once all files have been read; large traces
 * are read when it is open.
 */
public final class DesktopViewer implements Viewer {

  /** A trace up to this size is read in about a second. */
  private static final long LARGE_BYTES = 8_000_000;

  @Override
  public void show(List<Path> files, Optional<Path> mapping) {
    List<Path> results =
        files.stream()
            .filter(file -> StudyResults.isOne(file) || TrainingFile.isOne(file))
            .toList();
    List<Path> runs = files.stream().filter(file -> !results.contains(file)).toList();
    List<Path> later =
        mapping.isPresent()
            ? List.of()
            : runs.stream().filter(DesktopViewer::isLargeTrace).toList();
    List<Path> now = runs.stream().filter(file -> !later.contains(file)).toList();
    ViewerApplication.open(
        Opened.files(now, mapping), results.stream().map(DesktopViewer::results).toList(), later);
  }

  private static FileContent results(Path file) {
    return StudyResults.isOne(file) ? StudyResults.file(file) : Learned.file(file);
  }

  private static boolean isLargeTrace(Path file) {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) > LARGE_BYTES
          && TraceReader.isTrace(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
