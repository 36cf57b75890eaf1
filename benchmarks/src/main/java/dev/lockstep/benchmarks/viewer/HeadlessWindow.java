package dev.lockstep.benchmarks.viewer;

import atlantafx.base.theme.PrimerLight;
import dev.lockstep.gui.app.ViewerWindow;
import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.model.Opened;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * The viewer's window on a screen that is nothing but memory, painted in software. One for each
 * JVM: JavaFX starts once.
 */
final class HeadlessWindow {

  static final int WIDTH = 1600;
  static final int HEIGHT = 900;

  private static final Map<String, String> HEADLESS =
      Map.of(
          "java.awt.headless", "true",
          "glass.platform", "Monocle",
          "monocle.platform", "Headless",
          "headless.geometry", "1920x1200-32",
          "prism.order", "sw");

  private HeadlessWindow() {}

  /** Starts JavaFX and opens a window on a run. */
  static ViewerWindow open(Opened run) {
    HEADLESS.forEach(System::setProperty);
    Platform.startup(() -> {});
    return on(
        () -> {
          Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
          ViewerWindow window = new ViewerWindow(List.of(run));
          Stage stage = new Stage();
          stage.setScene(new Scene(window.root(), WIDTH, HEIGHT));
          stage.show();
          return window;
        });
  }

  /** Does something on the JavaFX thread and waits for it. */
  static <T> T on(Supplier<T> action) {
    return CompletableFuture.supplyAsync(action, Platform::runLater).join();
  }

  /** What a user can do, by its name; to be done on the JavaFX thread. */
  static Runnable command(ViewerWindow window, String name) {
    return window.desk().commands().stream()
        .filter(command -> command.name().equals(name))
        .map(Command::action)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no command " + name));
  }
}
