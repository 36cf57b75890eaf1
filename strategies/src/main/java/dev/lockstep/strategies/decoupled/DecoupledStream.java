package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;
import java.util.List;

/**
 * Iterations in which every stage does one forward and one backward, on what its neighbours sent
 * some iterations before; stages wait only for what they receive, and go backward with the newest
 * weights. The backward comes after the forward, or on devices that run two tasks at once beside
 * it.
 *
 * @param hop iterations that a message takes to the next stage, at least 1
 * @param accumulate backwards whose gradients one update applies, at least 1
 * @param concurrent whether a device runs forwards and backwards side by side
 */
record DecoupledStream(int hop, int accumulate, boolean concurrent) {

  /** One after the other. */
  DecoupledStream(int hop, int accumulate) {
    this(hop, accumulate, false);
  }

  /** What a stage does on one micro-batch. */
  interface Passes {

    /** Adds the forward. */
    void forward(LaneBuilder lane, int stage, int microBatch);

    /** Adds what the stage does on the micro-batch right before the backward, if anything. */
    default boolean prepare(LaneBuilder lane, int stage, int microBatch) {
      return false;
    }

    /** Adds the backward; the update follows by itself. */
    void backward(LaneBuilder lane, int stage, int microBatch);
  }

  Schedule plan(Workload workload, Passes passes) {
    ScheduleBuilder schedule =
        concurrent
            ? ScheduleBuilder.sideBySide(workload.devices(), workload.microBatches(), 2)
            : new ScheduleBuilder(workload.devices(), workload.microBatches());
    int count = workload.totalMicroBatches();
    for (int stage = 0; stage < workload.devices(); stage++) {
      LaneBuilder lane = schedule.device(stage);
      int forwards = stage;
      int backwards = delay(stage, workload) == 0 ? forwards : workload.devices() + stage;
      int delay = delay(stage, workload);
      for (int i = 0; i < count + delay; i++) {
        if (i < count) {
          passes.forward(lane, stage, i);
          takeTurn(lane, forwards, i - 1);
          if (backwards != forwards) {
            endTurn(lane, forwards, i);
          }
        }
        if (i >= delay) {
          boolean prepared = passes.prepare(lane, stage, i - delay);
          if (prepared) {
            takeTurn(lane, backwards, i - delay - 1);
          }
          passes.backward(lane, stage, i - delay);
          if (!prepared && backwards != forwards) {
            takeTurn(lane, backwards, i - delay - 1);
          }
          endTurn(lane, backwards, i - delay);
          boolean last = i == count + delay - 1;
          if (last || (i - delay + 1) % accumulate == 0) {
            lane.update(stage);
          }
        }
      }
    }
    return schedule.build();
  }

  /** Of forwards, and of backwards with what prepares them, a device runs one at a time. */
  private void takeTurn(LaneBuilder lane, int turns, int before) {
    if (concurrent && before >= 0) {
      lane.after(turns, before);
    }
  }

  private void endTurn(LaneBuilder lane, int turns, int microBatch) {
    if (concurrent) {
      lane.signal(turns, microBatch);
    }
  }

  /** Iterations between a micro-batch's forward and its backward: down to the last stage and up. */
  int delay(int stage, Workload workload) {
    return 2 * hop * StashedStream.delay(stage, workload);
  }

  /** Staleness {@code ceil(delay / accumulate)}; one weight version and one stash at a time. */
  Promises promises(Workload workload) {
    Promises stashed = StashedStream.promises(workload, s -> delay(s, workload), accumulate);
    List<Integer> one = Collections.nCopies(workload.devices(), 1);
    return new Promises(stashed.synchronous(), stashed.staleness(), one, one);
  }
}
