package dev.lockstep.strategies.zerobubble;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of {@link Work} of every device in one iteration; all iterations have the same.
 *
 * @param chunks chunks on each device: 1, or 2 in a V
 * @param lanes what each device does
 */
record Plan(int chunks, List<int[]> lanes) {

  /** The schedule of all iterations: the plan, then the updates, and again. */
  Schedule schedule(Workload workload) {
    int devices = lanes.size();
    ScheduleBuilder schedule = new ScheduleBuilder(devices * chunks, workload.microBatches());
    for (int device = 0; device < devices; device++) {
      LaneBuilder lane = schedule.device(device);
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        int first = iteration * workload.microBatches();
        for (int work : lanes.get(device)) {
          add(lane, work, Work.stage(device, Work.chunk(work), devices), first);
        }
        for (int chunk = 0; chunk < chunks; chunk++) {
          lane.update(Work.stage(device, chunk, devices));
        }
      }
    }
    return schedule.build();
  }

  private static void add(LaneBuilder lane, int work, int stage, int first) {
    int microBatch = first + Work.microBatch(work);
    switch (Work.kind(work)) {
      case Work.FORWARD -> lane.forward(stage, microBatch);
      case Work.INPUT_GRADIENT -> lane.inputGradient(stage, microBatch);
      default -> lane.weightGradient(stage, microBatch);
    }
  }

  /**
   * What the plan promises: something is kept of a micro-batch and chunk from its forward to its
   * weight gradient.
   */
  Promises promises() {
    List<Integer> peaks = new ArrayList<>();
    for (int[] lane : lanes) {
      peaks.add(peak(lane));
    }
    return Promises.synchronous(lanes.size() * chunks, peaks);
  }

  private static int peak(int[] lane) {
    int held = 0;
    int peak = 0;
    for (int work : lane) {
      held += Work.kind(work) == Work.FORWARD ? 1 : 0;
      peak = Math.max(peak, held);
      held -= Work.kind(work) == Work.WEIGHT_GRADIENT ? 1 : 0;
    }
    return peak;
  }

  /**
   * The same plan, but once a device has done its last forward, input gradients go before weight
   * gradients: others wait for them. Nothing more is kept, for no forward follows.
   */
  Plan inputGradientsFirstInTheEnd() {
    return new Plan(chunks, lanes.stream().map(Plan::inputGradientsFirst).toList());
  }

  private static int[] inputGradientsFirst(int[] lane) {
    int end = lane.length;
    while (end > 0 && Work.kind(lane[end - 1]) != Work.FORWARD) {
      end--;
    }
    int from = end;
    return IntStream.concat(
            Arrays.stream(lane, 0, from),
            IntStream.of(Work.INPUT_GRADIENT, Work.WEIGHT_GRADIENT)
                .flatMap(
                    kind ->
                        Arrays.stream(lane, from, lane.length)
                            .filter(work -> Work.kind(work) == kind)))
        .toArray();
  }
}
