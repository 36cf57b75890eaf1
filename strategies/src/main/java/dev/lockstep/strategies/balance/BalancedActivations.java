package dev.lockstep.strategies.balance;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.stream.IntStream;

/**
 * BPipe: 1F1B whose devices hold about the same number of stashes (Kim et al., "BPipe:
 * Memory-balanced pipeline parallelism for training large language models", ICML 2023).
 *
 * <p>Device {@code x} of the first half would hold {@code p - x} stashes, its partner {@code p - 1
 * - x} only {@code x + 1}. Where a device has no room for one more, it evicts a stash to its
 * partner and loads it back before the backward that needs it. The order of passes is 1F1B's; a
 * pass waits where the link is not fast enough.
 *
 * <pre>
 * 4 stages, 6 micro-batches: micro-batches 1 and 3 of stage 0 wait on device 3
 * device0: 0F0 0F1 0F2 0F3 0B0 0F4 0B1 0F5 0B2 0B3 0B4 0B5 0U5
 * device3: 3F0 3B0 3F1 3B1 3F2 3B2 3F3 3B3 3F4 3B4 3F5 3B5 3U5
 * device3 holding: 0E1 0E3 0L1 0L3
 * </pre>
 *
 * <p>Which stash goes, and when it comes back, is our reading: see {@link StashRoom}.
 *
 * <p>Promises: synchronous; one weight version; at most {@code ceil((p + 2) / 2)} stashes on each
 * device, those held for the partner included, where a stash crosses within a forward; where it
 * takes longer, one more on the partner.
 */
public record BalancedActivations() implements Strategy {

  @Override
  public String name() {
    return "1f1b";
  }

  @Override
  public Schedule plan(Workload workload) {
    int stages = workload.devices();
    ScheduleBuilder schedule = new ScheduleBuilder(stages, workload.microBatches());
    for (int stage = 0; stage < stages; stage++) {
      LaneBuilder lane = schedule.device(stage);
      boolean evicts = evicts(stage, workload);
      LaneBuilder partner = evicts ? schedule.holding(stages - 1 - stage) : lane;
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        int[] order = order(stage, iteration * workload.microBatches(), workload);
        if (evicts) {
          new StashRoom(lane, partner, stage, stages, room(stages)).plan(order);
        } else {
          planAsItIs(lane, stage, order);
        }
        lane.update(stage);
      }
    }
    return schedule.build();
  }

  private static void planAsItIs(LaneBuilder lane, int stage, int[] order) {
    for (int pass : order) {
      if (pass >= 0) {
        lane.forward(stage, pass);
      } else {
        lane.backward(stage, ~pass);
      }
    }
  }

  /** The passes of a mini-batch in 1F1B's order; backwards as the complement of their number. */
  private static int[] order(int stage, int first, Workload workload) {
    int microBatches = workload.microBatches();
    int ahead = heldAlone(stage, workload) - 1;
    int[] order = new int[2 * microBatches];
    int forward = 0;
    for (int backward = 0; backward < microBatches; backward++) {
      while (forward < Math.min(backward + ahead + 1, microBatches)) {
        order[forward + backward] = first + forward;
        forward++;
      }
      order[forward + backward] = ~(first + backward);
    }
    return order;
  }

  private static boolean evicts(int stage, Workload workload) {
    return heldAlone(stage, workload) > room(workload.devices());
  }

  private static int heldAlone(int stage, Workload workload) {
    return Math.min(workload.devices() - stage, workload.microBatches());
  }

  private static int room(int stages) {
    return (stages + 3) / 2;
  }

  @Override
  public Promises promises(Workload workload) {
    int stages = workload.devices();
    return Promises.synchronous(
        stages, IntStream.range(0, stages).map(s -> peakInFlight(s, workload)).boxed().toList());
  }

  private static int peakInFlight(int stage, Workload workload) {
    int stages = workload.devices();
    boolean holds = evicts(stages - 1 - stage, workload);
    return holds ? room(stages) : Math.min(heldAlone(stage, workload), room(stages));
  }
}
