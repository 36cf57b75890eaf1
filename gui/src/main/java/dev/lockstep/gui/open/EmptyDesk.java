package dev.lockstep.gui.open;

import atlantafx.base.theme.Styles;
import dev.lockstep.gui.desk.Background;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.open.Example;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What stands where no run is open: how to open one, and the examples. */
final class EmptyDesk extends VBox {

  private static final double WIDTH = 680;
  private static final double LINE_HEIGHT = 46;

  private final Consumer<Path> chosen;
  private final ListView<Example> examples = new ListView<>();
  private final Label heading = new Label("Examples");

  EmptyDesk(
      ObservableList<RunPane> runs, Background reader, Runnable choose, Consumer<Path> chosen) {
    super(12);
    this.chosen = chosen;
    getStyleClass().add("empty-desk");
    setMaxWidth(WIDTH);
    visibleProperty().bind(Bindings.isEmpty(runs));
    managedProperty().bind(visibleProperty());
    Label title = new Label("See where the time goes");
    title.getStyleClass().add(Styles.TITLE_2);
    Label how =
        new Label(
            "Drop a scenario, a trace of PyTorch's profiler, or results of training or of a study"
                + " here.\n"
                + "From the command line: ./lockstep view FILE");
    how.getStyleClass().add(Styles.TEXT_MUTED);
    how.setWrapText(true);
    Button open = new Button("Open a file\u2026  Ctrl+O");
    open.getStyleClass().add(Styles.ACCENT);
    open.setOnAction(event -> choose.run());
    heading.getStyleClass().addAll(Styles.TEXT_BOLD, "examples-heading");
    examples.setId("examples");
    examples.setFixedCellSize(LINE_HEIGHT);
    examples.setCellFactory(view -> new Cell());
    examples.setOnMouseClicked(event -> take());
    examples.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            take();
            event.consume();
          }
        });
    VBox.setVgrow(examples, Priority.ALWAYS);
    getChildren().addAll(title, how, open);
    if (runs.isEmpty()) {
      reader.ask(this, Example::shipped, this::offer);
    }
  }

  private void offer(List<Example> found) {
    if (!found.isEmpty()) {
      examples.getItems().setAll(found);
      getChildren().addAll(heading, examples);
    }
  }

  private void take() {
    Example example = examples.getSelectionModel().getSelectedItem();
    if (example != null) {
      examples.getSelectionModel().clearSelection();
      chosen.accept(example.file());
    }
  }

  private static final class Cell extends ListCell<Example> {

    private final Label title = new Label();
    private final Label file = new Label();
    private final VBox both = new VBox(1, title, file);

    Cell() {
      file.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    }

    @Override
    protected void updateItem(Example example, boolean empty) {
      super.updateItem(example, empty);
      setGraphic(empty ? null : both);
      if (!empty) {
        title.setText(example.title());
        file.setText(example.file().getFileName().toString());
      }
    }
  }
}
