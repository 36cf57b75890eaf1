package dev.lockstep.gui.app;

import atlantafx.base.theme.PrimerLight;
import dev.lockstep.gui.model.FileContent;
import dev.lockstep.gui.model.Opened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The JavaFX application. */
public final class ViewerApplication extends Application {

  private static List<Opened> files = List.of();
  private static List<FileContent> results = List.of();
  private static List<Path> later = List.of();

  /**
   * Shows files and returns when the window is closed.
   *
   * @param read results of training and of studies
   * @param unread files that are read while the window is open
   * @throws UncheckedIOException if there is no display
   */
  static void open(List<Opened> opened, List<FileContent> read, List<Path> unread) {
    files = opened;
    results = read;
    later = unread;
    try {
      launch(ViewerApplication.class);
    } catch (UnsupportedOperationException e) {
      throw new UncheckedIOException(
          new IOException(
              "no window can be opened: %s. Start where there is a display, or draw into a file:"
                      .formatted(e.getMessage())
                  + " lockstep run FILE --timeline x.png.",
              e));
    }
  }

  @Override
  public void start(Stage stage) {
    setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    ViewerWindow window = new ViewerWindow(files);
    stage.setScene(new Scene(window.root(), 1600, 900));
    stage.setTitle("Lockstep");
    stage.show();
    results.forEach(window.opener()::show);
    window.focus();
    window.opener().open(later);
  }
}
