package dev.lockstep.strategies.local;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.Collections;
import java.util.OptionalInt;

/**
 * Asynchronous greedy local learning: between neighbouring stages a buffer keeps the newest {@code
 * M} outputs, and a stage takes from it whenever it is free, the newest of those used least, so
 * that nobody waits for anybody (Belilovsky, Eickenberg, Oyallon, "Decoupled greedy learning of
 * CNNs", ICML 2020, section 3.2; their code's "priority LIFO").
 *
 * <p>A micro-batch number is here a stage's own step: step {@code i} of a stage reads what the
 * stage below wrote in a step that the buffer gives. Which one depends on how fast stages are, and
 * a schedule knows no times: it takes all stages as equally fast but one, which is {@code slowdown}
 * times slower, instead of drawing workers at random as the authors do. Behind a slow stage its
 * outputs are used about {@code slowdown} times each; a slow stage skips outputs of the one before.
 *
 * <pre>
 * 3 stages, 4 steps, all equally fast; forward, head (A) 1, backward 2
 * device 0  F0 A0 B0 B0 F1 A1 B1 B1 F2 A2 B2 B2 F3 A3 B3 B3  .
 * device 1   . F0 A0 B0 B0 F1 A1 B1 B1 F2 A2 B2 B2 F3 A3 B3 B3
 * device 2   .  . F0 B0 B0  . F1 B1 B1  . F2 B2 B2  . F3 B3 B3
 * </pre>
 *
 * <p>Promises: every gradient is of the weights it is applied to, for what is old are the features,
 * at most {@code M} steps of the stage that made them; one weight version; one micro-batch in
 * flight.
 *
 * @param bufferSize outputs that a buffer keeps, {@code M}
 * @param slowStage the stage that is slower than the others, if any
 * @param slowdown how many times slower it is
 */
public record AsyncLocal(int bufferSize, OptionalInt slowStage, int slowdown) implements Strategy {

  /** Refuses empty buffers and stages that are faster than the others. */
  public AsyncLocal {
    if (bufferSize < 1 || slowdown < 1) {
      throw new ScheduleException(
          "dgl-async with buffers of %d and a stage %d times slower; both are at least 1"
              .formatted(bufferSize, slowdown));
    }
  }

  /** Stages that are equally fast. */
  public AsyncLocal(int bufferSize) {
    this(bufferSize, OptionalInt.empty(), 1);
  }

  @Override
  public String name() {
    return "dgl-async";
  }

  @Override
  public boolean hasAuxiliaryHead(int stage, int stages) {
    return stage < stages - 1;
  }

  @Override
  public Schedule plan(Workload workload) {
    ScheduleBuilder schedule = new ScheduleBuilder(workload.devices(), workload.microBatches());
    for (int stage = 0; stage < workload.devices(); stage++) {
      LaneBuilder lane = schedule.device(stage);
      ReplayBuffer buffer = new ReplayBuffer(bufferSize);
      for (int step = 0; step < workload.totalMicroBatches(); step++) {
        if (stage == 0) {
          lane.forward(0, step);
        } else {
          int replayed = buffer.next(produced(stage, step, workload));
          lane.forwardFrom(stage, step, new int[0])
              .reads(Value.of(ValueKind.ACTIVATION, stage - 1, replayed));
        }
        if (hasAuxiliaryHead(stage, workload.devices())) {
          lane.auxiliary(stage, step).localBackward(stage, step);
        } else {
          lane.backward(stage, step);
        }
        if ((step + 1) % workload.microBatches() == 0) {
          lane.update(stage);
        }
      }
    }
    return schedule.build();
  }

  /** Steps that the stage below has done when a stage, one step of it behind, begins its own. */
  private int produced(int stage, int step, Workload workload) {
    long done = 1 + (long) step * ticks(stage) / ticks(stage - 1);
    return (int) Math.min(done, workload.totalMicroBatches());
  }

  private int ticks(int stage) {
    return slowStage.isPresent() && slowStage.getAsInt() == stage ? slowdown : 1;
  }

  @Override
  public Promises promises(Workload workload) {
    return Promises.synchronous(workload.devices(), Collections.nCopies(workload.devices(), 1));
  }
}
