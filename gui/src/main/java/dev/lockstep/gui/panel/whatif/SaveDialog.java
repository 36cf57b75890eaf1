package dev.lockstep.gui.panel.whatif;

import dev.lockstep.gui.desk.Desk;
import dev.lockstep.scenarios.scenario.edit.ScenarioDocument;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Saves a scenario under a name that the user chooses. */
final class SaveDialog {

  private final Desk desk;

  SaveDialog(Desk desk) {
    this.desk = desk;
  }

  /** Asks for a name and writes the file; an existing one only after a yes. */
  void save(ScenarioDocument document, Window window) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save the scenario");
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Scenario", "*.json"));
    Path folder = document.file().toAbsolutePath().getParent();
    if (folder != null && Files.isDirectory(folder)) {
      chooser.setInitialDirectory(folder.toFile());
    }
    chooser.setInitialFileName(suggestion(document.file()));
    File chosen = chooser.showSaveDialog(window);
    if (chosen == null) {
      return;
    }
    boolean complete = chosen.getName().toLowerCase(Locale.ROOT).endsWith(".json");
    Path file = complete ? chosen.toPath() : Path.of(chosen + ".json");
    // The dialog of the system has asked about an existing file, unless the name was completed
    // here.
    if (complete || !Files.exists(file) || confirmed(file)) {
      desk.say(write(document, file));
    }
  }

  private static String suggestion(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[^.]*$", "") + "-changed.json";
  }

  private static boolean confirmed(Path file) {
    Alert alert = new Alert(Alert.AlertType.CONFIRMATION, "Replace %s?".formatted(file));
    return alert.showAndWait().filter(ButtonType.OK::equals).isPresent();
  }

  /** Writes the file; returns what came of it in one line. */
  static String write(ScenarioDocument document, Path file) {
    try {
      Files.writeString(file, document.movedTo(file).json());
      return "Saved " + file;
    } catch (IOException e) {
      return "Not saved: %s cannot be written (%s)".formatted(file, e.getMessage());
    }
  }
}
