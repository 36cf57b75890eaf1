package dev.lockstep.strategies.decoupled;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;
import java.util.List;

/**
 * Iterations in which every stage does one forward and then one backward, on what its neighbours
 * sent some iterations before; stages wait only for what they receive, and go backward with the
 * newest weights.
 *
 * @param hop iterations that a message takes to the next stage, at least 1
 * @param accumulate backwards whose gradients one update applies, at least 1
 */
record DecoupledStream(int hop, int accumulate) {

  /** What a stage does on one micro-batch. */
  interface Passes {

    /** Adds the forward. */
    void forward(LaneBuilder lane, int stage, int microBatch);

    /** Adds the backward and what comes before it; the update follows by itself. */
    void backward(LaneBuilder lane, int stage, int microBatch);
  }

  Schedule plan(Workload workload, Passes passes) {
    ScheduleBuilder schedule = new ScheduleBuilder(workload.devices(), workload.microBatches());
    int count = workload.totalMicroBatches();
    for (int stage = 0; stage < workload.devices(); stage++) {
      LaneBuilder lane = schedule.device(stage);
      int delay = delay(stage, workload);
      for (int i = 0; i < count + delay; i++) {
        if (i < count) {
          passes.forward(lane, stage, i);
        }
        if (i >= delay) {
          passes.backward(lane, stage, i - delay);
          boolean last = i == count + delay - 1;
          if (last || (i - delay + 1) % accumulate == 0) {
            lane.update(stage);
          }
        }
      }
    }
    return schedule.build();
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
