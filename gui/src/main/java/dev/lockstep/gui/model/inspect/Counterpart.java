package dev.lockstep.gui.model.inspect;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.scenarios.report.window.Recording;
import dev.lockstep.scenarios.report.window.SimulatedRecording;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What a task of one simulated run is in another one. */
public final class Counterpart {

  private Counterpart() {}

  /**
   * The task that does the same for the same stage, in the same iteration, on the micro-batch of
   * the same number within it. Goes through all tasks: not to be asked where a picture is waited
   * for.
   *
   * @return none if the other run has no such task, if the task computes nothing, or if a run is
   *     not a simulation
   */
  public static OptionalInt of(Recording run, int task, Recording other) {
    return run instanceof SimulatedRecording here && other instanceof SimulatedRecording there
        ? find(here.timeline().schedule(), task, there.timeline().schedule())
        : OptionalInt.empty();
  }

  private static OptionalInt find(Schedule here, int task, Schedule there) {
    return here.operation(task).isCompute()
        ? IntStream.range(0, there.taskCount())
            .filter(other -> there.operation(other) == here.operation(task))
            .filter(other -> there.stage(other) == here.stage(task))
            .filter(other -> there.iteration(other) == here.iteration(task))
            .filter(other -> numberWithin(there, other) == numberWithin(here, task))
            .findFirst()
        : OptionalInt.empty();
  }

  private static int numberWithin(Schedule schedule, int task) {
    return schedule.microBatch(task) % schedule.microBatchesPerIteration();
  }
}
