package dev.lockstep.benchmarks.viewer;

import dev.lockstep.gui.app.ViewerWindow;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.gui.view.TimelineView;
import dev.lockstep.scenarios.report.window.SimulatedRecording;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.input.ScrollEvent;
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
 * The time from frame to frame while the wheel turns without a pause: events, layout, painting in
 * software, and JavaFX's own rendering, of a whole window of 1600 x 900 pixels with 64 lanes and a
 * minimap. JavaFX draws as fast as it can instead of 60 times a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class FrameBenchmark {

  private static final int TURNS_ONE_WAY = 60;
  private static final double TURN_PIXELS = 40;
  private static final double EIGHT_TIMES_PIXELS = 830;

  /** Slices of all compute streams. */
  @Param({"10000", "1000000", "5000000"})
  public int slices;

  /** What the wheel does. */
  @Param({"zoom", "pan"})
  public String movement;

  private final Semaphore frames = new Semaphore(0);
  private TimelineView timeline;
  private int turns;

  /** Opens a window on the run and begins to turn the wheel. */
  @Setup
  public void open() {
    System.setProperty("javafx.animation.fullspeed", "true");
    SimulatedRecording recording = new SimulatedRecording(LargeRun.of(slices));
    ViewerWindow window = HeadlessWindow.open(new Opened("1F1B", recording, Optional.empty()));
    timeline = window.timelines().get(0);
    Platform.runLater(
        () -> {
          timeline.setLinks(false);
          // An eighth of the run: there is more of it on both sides.
          Event.fireEvent(timeline, scroll(0, EIGHT_TIMES_PIXELS));
          timeline.shownProperty().addListener((is, before, now) -> afterFrame());
          turn();
        });
  }

  /** Forgets frames that were drawn between two measurements. */
  @Setup(Level.Iteration)
  public void forget() {
    frames.drainPermits();
  }

  /** Ends JavaFX. */
  @TearDown
  public void close() {
    Platform.exit();
  }

  /** The next frame. */
  @Benchmark
  public void frame() throws InterruptedException {
    frames.acquire();
  }

  /** What has been painted is handed over in the frame that begins now; then comes the next. */
  private void afterFrame() {
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        stop();
        frames.release();
        turn();
      }
    }.start();
  }

  /** There and back again: first nearer, or later, then back. */
  private void turn() {
    double way = turns++ / TURNS_ONE_WAY % 2 == 0 ? TURN_PIXELS : -TURN_PIXELS;
    boolean zoom = movement.equals("zoom");
    Event.fireEvent(timeline, scroll(zoom ? 0 : way, zoom ? way : 0));
  }

  private static ScrollEvent scroll(double deltaX, double deltaY) {
    return new ScrollEvent(
        ScrollEvent.SCROLL,
        HeadlessWindow.WIDTH / 2.0,
        HeadlessWindow.HEIGHT / 2.0,
        HeadlessWindow.WIDTH / 2.0,
        HeadlessWindow.HEIGHT / 2.0,
        false,
        false,
        false,
        false,
        false,
        false,
        deltaX,
        deltaY,
        deltaX,
        deltaY,
        ScrollEvent.HorizontalTextScrollUnits.NONE,
        0,
        ScrollEvent.VerticalTextScrollUnits.NONE,
        0,
        0,
        null);
  }
}
