package dev.lockstep.gui.app;

import atlantafx.base.theme.PrimerLight;
import dev.lockstep.scenarios.report.window.Recording;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The JavaFX application. */
public final class ViewerApplication extends Application {

  private static Recording opened;

  /** Opens a recording and returns when the window is closed. */
  static void open(Recording recording) {
    opened = recording;
    launch(ViewerApplication.class);
  }

  @Override
  public void start(Stage stage) {
    setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    ViewerWindow window = new ViewerWindow(opened);
    stage.setScene(new Scene(window.root(), 1600, 900));
    stage.setTitle("Lockstep");
    stage.show();
    window.timeline().requestFocus();
  }
}
