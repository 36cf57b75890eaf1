package dev.lockstep.strategies.pipeline;

import dev.lockstep.core.schedule.LaneBuilder;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleBuilder;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.stream.IntStream;

/**
 * Seq1F1B: 1F1B whose unit is a slice of a micro-batch's sequence (Sun et al., "Seq1F1B: efficient
 * sequence-level pipeline parallelism for large language model training", 2024).
 *
 * <p>With causal attention a slice goes forward after the slices before it and backward after those
 * behind it. A lane keeps its order, so both follow from where it lists them: the slices of a
 * micro-batch forward as they come, backward in reverse. The bubble is a {@code k}-th of 1F1B's.
 *
 * <p>The schedule counts slices as micro-batches: slice {@code q} of micro-batch {@code j} is
 * {@code j k + q}. They cost the same; the paper cuts the sequence so that they do, since a later
 * slice attends to more.
 *
 * <pre>
 * 2 stages, 2 micro-batches of 2 slices; a slice's forward 1, backward 2
 * device 0  F0 F1 F2  .  . B1 B1 F3 B0 B0  . B3 B3 B2 B2
 * device 1   . F0 F1 B1 B1 F2 B0 B0 F3 B3 B3 B2 B2  .  .
 * </pre>
 *
 * <p>Promises: synchronous; one weight version; {@code min(p - s - 1 + k, m k)} slices in flight on
 * stage {@code s}. Admits any number of micro-batches.
 *
 * @param slices slices of a micro-batch, {@code k}
 */
public record SequenceOneForwardOneBackward(int slices) implements Strategy {

  /** Refuses fewer than one slice. */
  public SequenceOneForwardOneBackward {
    if (slices < 1) {
      throw new ScheduleException(
          "seq1f1b with %d slices a micro-batch; it needs at least 1".formatted(slices));
    }
  }

  @Override
  public String name() {
    return "seq1f1b";
  }

  @Override
  public int slicesPerMicroBatch() {
    return slices;
  }

  @Override
  public Schedule plan(Workload workload) {
    int stages = workload.devices();
    int units = units(workload);
    ScheduleBuilder schedule = new ScheduleBuilder(stages, units);
    for (int stage = 0; stage < stages; stage++) {
      LaneBuilder lane = schedule.device(stage);
      int warmUp = inFlight(stage, workload) - 1;
      for (int iteration = 0; iteration < workload.iterations(); iteration++) {
        planIteration(lane, stage, iteration * units, units, warmUp);
        lane.update(stage);
      }
    }
    return schedule.build();
  }

  private void planIteration(LaneBuilder lane, int stage, int first, int units, int warmUp) {
    for (int i = 0; i < units + warmUp; i++) {
      if (i < units) {
        lane.forward(stage, first + i);
      }
      if (i >= warmUp) {
        lane.backward(stage, first + backward(i - warmUp));
      }
    }
  }

  /** The {@code i}-th slice to go backward: micro-batches as they came, slices in reverse. */
  private int backward(int i) {
    return i / slices * slices + slices - 1 - i % slices;
  }

  @Override
  public Promises promises(Workload workload) {
    int stages = workload.devices();
    return Promises.synchronous(
        stages, IntStream.range(0, stages).map(s -> inFlight(s, workload)).boxed().toList());
  }

  private int inFlight(int stage, Workload workload) {
    return Math.min(workload.devices() - stage - 1 + slices, units(workload));
  }

  private int units(Workload workload) {
    return Math.multiplyExact(workload.microBatches(), slices);
  }
}
