package dev.lockstep.gui.app;

import atlantafx.base.theme.PrimerLight;
import dev.lockstep.gui.model.Opened;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The JavaFX application. */
public final class ViewerApplication extends Application {

  private static List<Opened> files = List.of();

  /** Shows files and returns when the window is closed. */
  static void open(List<Opened> opened) {
    files = opened;
    launch(ViewerApplication.class);
  }

  @Override
  public void start(Stage stage) {
    setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    ViewerWindow window = new ViewerWindow(files);
    stage.setScene(new Scene(window.root(), 1600, 900));
    stage.setTitle("Lockstep");
    stage.show();
    window.focus();
  }
}
