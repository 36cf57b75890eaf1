package dev.lockstep.gui.panel.learning;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.model.LearnedRun;
import dev.lockstep.gui.model.learning.LearnedCurves;
import dev.lockstep.scenarios.cli.console.Errors;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.format.training.TrainingJson;
import dev.lockstep.scenarios.report.curves.CurveFile;
import dev.lockstep.scenarios.report.curves.CurveLayout;
import dev.lockstep.scenarios.report.curves.CurvePicture;
import dev.lockstep.scenarios.report.picture.Palette;
import dev.lockstep.scenarios.train.TrainingResult;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;

/** Saves curves as a picture, and results as JSON, away from the JavaFX thread. */
final class CurveExport {

  private static final int LEAST_WIDTH = 900;
  private static final int LEAST_HEIGHT = 420;

  private final Desk desk;
  private final LearnedCurves curves;
  private final CurveView view;
  private final MenuButton menu = new MenuButton("Save");

  CurveExport(Desk desk, LearnedCurves curves, CurveView view) {
    this.desk = desk;
    this.curves = curves;
    this.view = view;
    menu.setId("curve-export");
    menu.setUserData(this);
    menu.getStyleClass().add(Styles.SMALL);
    add(
        "Save the curves as a picture\u2026",
        () ->
            ask(
                "curves.png",
                this::savePicture,
                new ExtensionFilter("PNG", "*.png"),
                new ExtensionFilter("SVG", "*.svg")));
    add(
        "Save the results of training\u2026",
        () -> ask("runs.json", this::saveResults, new ExtensionFilter("JSON", "*.json")));
  }

  Node node() {
    return menu;
  }

  private void add(String name, Runnable action) {
    MenuItem item = new MenuItem(name);
    item.setOnAction(event -> action.run());
    menu.getItems().add(item);
    desk.add(Command.of("Accuracy", name, action));
  }

  private void ask(String name, Consumer<Path> save, ExtensionFilter... kinds) {
    if (curves.rows().isEmpty()) {
      desk.say("There are no curves to save.");
      return;
    }
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save");
    chooser.setInitialFileName(name);
    chooser.getExtensionFilters().addAll(kinds);
    File chosen =
        chooser.showSaveDialog(menu.getScene() == null ? null : menu.getScene().getWindow());
    if (chosen != null) {
      save.accept(chosen.toPath());
    }
  }

  /** Draws the curves that are ticked, with a legend. */
  void savePicture(Path file) {
    int width = (int) Math.max(LEAST_WIDTH, view.getWidth());
    int height = (int) Math.max(LEAST_HEIGHT, view.getHeight());
    CurvePicture picture = CurveLayout.withLegend(view.sheet(), width, height).picture();
    Palette palette = desk.paletteProperty().get();
    write(
        file,
        () -> {
          Output.replace(file, temporary -> CurveFile.write(picture, palette, temporary));
          return file;
        });
  }

  /** Writes all results that are complete, as the command line does. */
  void saveResults(Path file) {
    List<TrainingResult> results =
        desk.learned().stream()
            .flatMap(learned -> learned.runs().stream())
            .flatMap((LearnedRun run) -> run.result().stream())
            .toList();
    if (results.isEmpty()) {
      desk.say("No training has ended yet: there is nothing to save.");
      return;
    }
    write(
        file,
        () -> {
          String text = TrainingJson.of("", results, Map.of());
          Output.replace(file, temporary -> Files.writeString(temporary, text));
          return file;
        });
  }

  private void write(Path file, Callable<Path> work) {
    desk.background()
        .ask(
            "save " + file,
            work,
            written -> desk.say("Wrote " + written + "."),
            failure -> desk.say(Errors.message(failure)));
  }
}
