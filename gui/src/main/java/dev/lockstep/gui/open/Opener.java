package dev.lockstep.gui.open;

import dev.lockstep.gui.desk.Background;
import dev.lockstep.gui.desk.Command;
import dev.lockstep.gui.desk.Desk;
import dev.lockstep.gui.desk.RunPane;
import dev.lockstep.gui.model.FileContent;
import dev.lockstep.gui.model.Learned;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.model.StudyResults;
import dev.lockstep.gui.model.open.FileReading;
import dev.lockstep.scenarios.cli.console.Errors;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;

/**
 * Opens files on a desk: chosen, dropped or named. They are read one after the other by a thread of
 * their own, so that panels do not wait for them; a file that cannot be used costs a line.
 */
public final class Opener {

  private final Desk desk;
  private final ObservableList<RunPane> runs;
  private final Background reader = new Background();
  private final List<FileReading> readings = new ArrayList<>();
  private final OpeningBar bar = new OpeningBar(this::cancel);

  /** An opener of a desk. */
  public Opener(Desk desk) {
    this.desk = desk;
    this.runs = desk.runs();
    desk.add(Command.of("File", "Open\u2026", "Shortcut+O", this::choose));
    desk.add(Command.of("File", "Close the run", "Shortcut+W", () -> active(desk::close)));
    desk.add(Command.of("File", "Read the file again", "F5", () -> active(this::reopen)));
    runs.addListener(
        (ListChangeListener<RunPane>)
            change -> {
              while (change.next()) {
                change.getAddedSubList().forEach(pane -> CloseButton.addTo(pane, desk));
              }
            });
  }

  /** What stands below the tools: how far reading is, and what could not be read. */
  public Node bar() {
    return bar;
  }

  /** What stands on an empty desk. */
  public Node emptyDesk() {
    return new EmptyDesk(runs, reader, this::choose, file -> open(List.of(file)));
  }

  /** Opens what is dropped on a node. */
  public void acceptDrops(Node target) {
    target.setOnDragOver(
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
            event.consume();
          }
        });
    target.setOnDragDropped(
        event -> {
          List<File> files = event.getDragboard().getFiles();
          open(files.stream().map(File::toPath).toList());
          event.setDropCompleted(!files.isEmpty());
          event.consume();
        });
  }

  /** Whether a file is being read. */
  public boolean isBusy() {
    return !readings.isEmpty();
  }

  /** Opens files below the runs that are open. */
  public void open(List<Path> files) {
    files.forEach(file -> open(new FileReading(file)));
  }

  /** Reads something and opens it. */
  public void open(FileReading reading) {
    read(reading, this::show);
  }

  /** Puts what was read on the desk. */
  public void show(FileContent content) {
    if (content instanceof Opened run) {
      desk.open(run).timeline().requestFocus();
    } else if (content instanceof Learned results) {
      desk.open(results);
    } else if (content instanceof StudyResults results) {
      desk.open(results);
    }
  }

  /** Reads a run's file again and shows it in its place. */
  private void reopen(RunPane pane) {
    if (pane.opened().file().isEmpty()) {
      desk.say(pane.opened().name() + " is in no file");
    } else {
      Path file = pane.opened().file().get();
      read(
          new FileReading(file),
          content -> {
            if (content instanceof Opened run) {
              pane.replace(run);
              desk.say("Read again: " + file);
            } else {
              desk.say("%s holds results now. Open it anew.".formatted(file));
            }
          });
    }
  }

  private void read(FileReading reading, Consumer<FileContent> done) {
    readings.add(reading);
    bar.watch(readings);
    reader.ask(
        reading,
        reading::read,
        content -> {
          end(reading);
          if (!reading.isCancelled()) {
            done.accept(content);
          }
        },
        problem -> {
          end(reading);
          if (!(problem instanceof CancellationException)) {
            bar.complain(Errors.message(problem));
          }
        });
  }

  private void end(FileReading reading) {
    readings.remove(reading);
    bar.watch(readings);
  }

  private void cancel() {
    readings.forEach(FileReading::cancel);
  }

  private void active(Consumer<RunPane> action) {
    desk.activeProperty().get().ifPresent(action);
  }

  /** Asks which files to open. */
  public void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open scenarios, traces and results");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(
                "Scenarios, traces, results",
                "*.json",
                "*.yaml",
                "*.yml",
                "*.json.gz",
                "*.gz",
                "*.csv"),
            new FileChooser.ExtensionFilter("All files", "*"));
    List<File> chosen = chooser.showOpenMultipleDialog(bar.getScene().getWindow());
    if (chosen != null) {
      open(chosen.stream().map(File::toPath).toList());
    }
  }
}
