package dev.lockstep.benchmarks.viewer;

import dev.lockstep.gui.app.ViewerWindow;
import dev.lockstep.gui.model.Opened;
import dev.lockstep.scenarios.report.window.SimulatedRecording;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * How long the JavaFX thread is taken up by a task while a user does one thing after the other.
 * Empty tasks are put between those of the window, one a millisecond; what is measured is the time
 * from one of them to the next, so that the longest of all is the longest task, or those few that
 * were asked for within the same millisecond.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 6)
@Measurement(iterations = 3, time = 6)
@Fork(1)
public class ResponseBenchmark {

  private static final long PAUSE_MILLIS = 120;
  private static final List<String> COMMANDS =
      List.of(
          "Zoom in",
          "Zoom in",
          "Later",
          "Next slice of the lane",
          "What the chosen task waited for",
          "What follows from the chosen task",
          "Critical path on and off",
          "Fit the selection",
          "All of the run",
          "Show Statistics",
          "Show or hide counters",
          "Show or hide links",
          "Show Differences",
          "Split or join the stages of a device",
          "Undo the last movement");

  /** Slices of all compute streams; the links have as many again. */
  @Param({"1000000"})
  public int slices;

  private final ScheduledExecutorService user = Executors.newSingleThreadScheduledExecutor();
  private ViewerWindow window;
  private final Semaphore turns = new Semaphore(0);
  private int done;

  /** Opens a window on the run; the user begins. */
  @Setup
  public void open() {
    SimulatedRecording recording = new SimulatedRecording(LargeRun.of(slices));
    window = HeadlessWindow.open(new Opened("1F1B", recording, Optional.empty()));
    user.scheduleWithFixedDelay(this::act, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    user.scheduleAtFixedRate(() -> Platform.runLater(turns::release), 1, 1, TimeUnit.MILLISECONDS);
  }

  private void act() {
    String name = COMMANDS.get(done++ % COMMANDS.size());
    Runnable command = HeadlessWindow.command(window, name);
    Platform.runLater(
        () -> {
          if (done % COMMANDS.size() == 1) {
            window.timelines().get(0).select(OptionalInt.of(done));
          }
          command.run();
        });
  }

  /** Ends JavaFX. */
  @TearDown
  public void close() {
    user.shutdownNow();
    Platform.exit();
  }

  /** From an empty task's turn to the next one's. */
  @Benchmark
  public void turn() throws InterruptedException {
    turns.acquire();
  }
}
