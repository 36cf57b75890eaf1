package dev.lockstep.benchmarks.viewer;

import dev.lockstep.gui.app.ViewerWindow;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.gui.view.TimelineView.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a user waits for who changes the number of micro-batches in the panel: from Enter to the
 * painted picture, and to the figures beside it. Each change is simulated anew.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class WhatIfBenchmark {

  /** Stages and micro-batches. */
  @Param({"8x64", "64x512"})
  public String size;

  private final Semaphore painted = new Semaphore(0);
  private Path file;
  private ViewerWindow window;
  private TextField microBatches;
  private int most;
  private boolean fewer;

  /** Opens a window on the run, with the panel. */
  @Setup
  public void open() throws IOException {
    String[] numbers = size.split("x", -1);
    most = Integer.parseInt(numbers[1]);
    file = Files.createTempFile("scenario", ".json");
    Files.writeString(
        file,
        """
        {
          "model": {"profile": {
            "stages": %s, "forwardMs": 1.0, "backwardMs": 2.0,
            "activationBytes": 1000000, "boundaryBytes": 100000, "parameterBytes": 4000000
          }},
          "cluster": {"ideal": {"transferLatencyMs": 0.05}},
          "training": {"microBatches": %s},
          "strategy": {"name": "1f1b"}
        }
        """
            .formatted(numbers[0], numbers[1]));
    window = HeadlessWindow.open(Opened.file(file));
    microBatches =
        HeadlessWindow.on(
            () -> {
              HeadlessWindow.command(window, "Show What if").run();
              window.root().applyCss();
              window.root().layout();
              TimelineView timeline = window.timelines().get(0);
              timeline.shownProperty().addListener((is, before, now) -> afterPicture(before, now));
              return (TextField) byId("/training/microBatches");
            });
  }

  private Node byId(String id) {
    return window.root().lookupAll(".text-field").stream()
        .filter(node -> id.equals(node.getId()))
        .findFirst()
        .orElseThrow();
  }

  private void afterPicture(Shown before, Shown now) {
    if (before != null && before.recording() != now.recording()) {
      afterFrames();
    }
  }

  /**
   * The first frame lays out and hands over to the thread that renders; when the second one is laid
   * out it has waited for that.
   */
  private void afterFrames() {
    new AnimationTimer() {
      private int frames;

      @Override
      public void handle(long now) {
        if (frames++ == 1) {
          stop();
          Platform.runLater(painted::release);
        }
      }
    }.start();
  }

  /** Lets the figures of the change before be done. */
  @Setup(Level.Invocation)
  public void rest() throws InterruptedException {
    while (window.desk().background().isBusy()) {
      Thread.sleep(1);
    }
    fewer = !fewer;
  }

  /** Ends JavaFX and removes the file. */
  @TearDown
  public void close() throws IOException {
    Platform.exit();
    Files.delete(file);
  }

  /** Until the picture is painted. */
  @Benchmark
  public void picture() throws InterruptedException {
    change();
    painted.acquire();
  }

  /** Until the figures are there as well. */
  @Benchmark
  public void pictureAndFigures() throws InterruptedException {
    change();
    painted.acquire();
    while (window.desk().background().isBusy()) {
      Thread.onSpinWait();
    }
  }

  private void change() {
    Platform.runLater(
        () -> {
          microBatches.setText(Integer.toString(fewer ? most - 1 : most));
          microBatches.fireEvent(new ActionEvent());
        });
  }
}
