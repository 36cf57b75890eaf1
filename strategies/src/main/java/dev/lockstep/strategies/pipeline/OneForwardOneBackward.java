package dev.lockstep.strategies.pipeline;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.stream.IntStream;

/**
 * One forward, one backward, with a flush: DAPPLE's early backward (Fan et al., PPoPP 2021),
 * PipeDream-Flush (Narayanan et al., ICML 2021, section 2.2).
 *
 * <p>A stage that has {@code w} stages behind it starts with {@code w} forwards, then alternates
 * forward and backward, then drains. It needs GPipe's time and holds far fewer activations.
 *
 * <pre>
 * 3 stages, 4 micro-batches; forward 1, backward 2
 * device 0  F0 F1 F2  .  .  .  . B0 B0 F3 B1 B1  . B2 B2  . B3 B3
 * device 1   . F0 F1  .  . B0 B0 F2 B1 B1 F3 B2 B2  . B3 B3  .  .
 * device 2   .  . F0 B0 B0 F1 B1 B1 F2 B2 B2 F3 B3 B3  .  .  .  .
 * </pre>
 *
 * <p>Promises: synchronous; one weight version; {@code min(p - s, m)} micro-batches in flight on
 * stage {@code s}.
 */
public record OneForwardOneBackward() implements Strategy {

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
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        planIteration(lane, stage, stages, iteration * workload.microBatches(), workload);
        lane.update(stage);
      }
    }
    return schedule.build();
  }

  private static void planIteration(
      LaneBuilder lane, int stage, int stages, int first, Workload workload) {
    int microBatches = workload.microBatches();
    int warmUp = Math.min(stages - 1 - stage, microBatches);
    for (int i = 0; i < warmUp; i++) {
      lane.forward(stage, first + i);
    }
    for (int i = 0; i < microBatches - warmUp; i++) {
      lane.forward(stage, first + warmUp + i).backward(stage, first + i);
    }
    for (int i = microBatches - warmUp; i < microBatches; i++) {
      lane.backward(stage, first + i);
    }
  }

  @Override
  public Promises promises(Workload workload) {
    int stages = workload.devices();
    return Promises.synchronous(
        stages,
        IntStream.range(0, stages)
            .map(s -> Math.min(stages - s, workload.microBatches()))
            .boxed()
            .toList());
  }
}
