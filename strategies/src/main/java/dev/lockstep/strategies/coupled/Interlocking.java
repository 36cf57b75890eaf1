package dev.lockstep.strategies.coupled;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Promises;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Interlocking backpropagation: a stage learns from the loss of the stage {@code d} behind it, so
 * gradients travel {@code d} stages and no further (Gomez et al., "Interlocking backpropagation:
 * improving depthwise model-parallelism", JMLR 2022).
 *
 * <p>Every stage but the last has a head, whose loss trains the head alone and starts the gradient
 * that goes down. A stage sends down the input gradients of its own loss and of those it relays, as
 * they arrive, and takes its weight gradient from the farthest loss it sees, {@code min(s + d, p -
 * 1)}. Look-ahead 1 is the pairwise, 2 the 3-wise method of the paper; 0 is local learning; {@code
 * p - 1} and more give the weights of end-to-end training. The paper has one micro-batch in flight;
 * several in a mini-batch, summed into one update, let a stage work while it waits. The authors'
 * tests also add or average the losses that a stage sees; what is sent down stays the same.
 *
 * <pre>
 * look-ahead 1; 3 stages, mini-batches of one micro-batch; forward, head (A), input gradient (I) 1, backward 2
 * device 0  F0 A0  .  . B0 B0 F1 A1  .  . B1 B1 F2 A2  .  . B2 B2 F3 A3  .  . B3 B3
 * device 1   . F0 A0 I0 B0 B0  . F1 A1 I1 B1 B1  . F2 A2 I2 B2 B2  . F3 A3 I3 B3 B3
 * device 2   .  . F0 I0 W0  .  .  . F1 I1 W1  .  .  . F2 I2 W2  .  .  . F3 I3 W3  .
 * </pre>
 *
 * <p>Promises: every gradient is of the weights it is applied to; one weight version; at most
 * {@code inFlight} micro-batches in flight on every stage, one with the timings of the published
 * code.
 *
 * @param lookAhead {@code d}
 * @param inFlight bound on the micro-batches of a mini-batch between forward and weight gradient on
 *     a stage; if empty, all of the mini-batch
 * @param priority what a stage does first where it has the choice
 * @param combination which of the losses that it sees a stage learns from
 * @param timing when gradients are handed over; as the published code does, only with one
 *     micro-batch in a mini-batch
 */
public record Interlocking(
    int lookAhead, OptionalInt inFlight, Priority priority, Combination combination, Timing timing)
    implements Strategy {

  /** Refuses a negative look-ahead, an empty pipeline and what the published code cannot do. */
  public Interlocking {
    if (lookAhead < 0 || inFlight.orElse(1) < 1) {
      throw new ScheduleException(
          "interlocking with look-ahead %d and %d micro-batches in flight; the look-ahead must be at least 0, the micro-batches at least 1"
              .formatted(lookAhead, inFlight.orElse(1)));
    }
    if (timing == Timing.PAIRWISE_CODE && lookAhead != 1
        || timing == Timing.LIST_CODE && (lookAhead < 1 || combination != Combination.FARTHEST)) {
      throw new ScheduleException(
          "interlocking with look-ahead %d, %s, %s; the published pairwise code has look-ahead 1, the one with lists at least 1 and the farthest loss"
              .formatted(lookAhead, combination, timing));
    }
  }

  /** The method of the paper, with as many in flight as the mini-batch has. */
  public Interlocking(int lookAhead) {
    this(lookAhead, OptionalInt.empty(), Priority.FORWARD_FIRST);
  }

  /** The method of the paper. */
  public Interlocking(int lookAhead, OptionalInt inFlight, Priority priority) {
    this(lookAhead, inFlight, priority, Combination.FARTHEST, Timing.AS_COMPUTED);
  }

  /** The method of the paper with other losses or another hand-over. */
  public Interlocking(int lookAhead, Combination combination, Timing timing) {
    this(lookAhead, OptionalInt.empty(), Priority.FORWARD_FIRST, combination, timing);
  }

  @Override
  public String name() {
    return "interlocking";
  }

  @Override
  public boolean hasAuxiliaryHead(int stage, int stages) {
    return stage < stages - 1;
  }

  @Override
  public Schedule plan(Workload workload) {
    if (timing != Timing.AS_COMPUTED && workload.microBatches() > 1) {
      throw new ScheduleException(
          "interlocking as the published code runs it with %d micro-batches; it has 1 in a mini-batch. Maybe use the timing of the paper."
              .formatted(workload.microBatches()));
    }
    return new CoupledStages(workload, priority, bound(workload))
        .plan(stage -> steps(stage, workload.devices() - 1));
  }

  private List<Step> steps(int stage, int last) {
    List<Step> steps = new ArrayList<>();
    steps.add((lane, microBatch) -> lane.forward(stage, microBatch));
    if (stage < last) {
      steps.add((lane, microBatch) -> lane.auxiliary(stage, microBatch));
    }
    steps.addAll(
        timing == Timing.LIST_CODE
            ? new GradientLists(lookAhead, last).backward(stage)
            : backward(stage, last));
    return steps;
  }

  private List<Step> backward(int stage, int last) {
    if (timing == Timing.PAIRWISE_CODE && stage == last) {
      return List.of((lane, microBatch) -> lane.backward(stage, microBatch));
    }
    List<Step> steps = new ArrayList<>();
    int farthestBelow = stage == 0 ? -1 : farthestLoss(stage - 1, last);
    for (int loss = stage; loss <= farthestBelow; loss++) {
      int relayed = loss;
      steps.add((lane, microBatch) -> lane.inputGradient(stage, microBatch, relayed));
    }
    int[] losses = learnt(stage, last);
    int farthest = losses[0];
    if (farthestBelow == farthest) {
      steps.add((lane, microBatch) -> lane.weightGradient(stage, microBatch, losses));
    } else if (farthest == stage && stage < last) {
      steps.add((lane, microBatch) -> lane.localBackward(stage, microBatch));
    } else {
      steps.add((lane, microBatch) -> lane.backward(stage, microBatch, losses));
    }
    return steps;
  }

  /** The losses that the stage learns from, the farthest first. */
  private int[] learnt(int stage, int last) {
    int farthest = farthestLoss(stage, last);
    return combination == Combination.FARTHEST
        ? new int[] {farthest}
        : IntStream.rangeClosed(0, farthest - stage).map(i -> farthest - i).toArray();
  }

  private int farthestLoss(int stage, int last) {
    return lookAhead < last - stage ? stage + lookAhead : last;
  }

  private int bound(Workload workload) {
    return Math.min(inFlight.orElse(workload.microBatches()), workload.microBatches());
  }

  @Override
  public Promises promises(Workload workload) {
    return Promises.synchronous(
        workload.devices(), Collections.nCopies(workload.devices(), bound(workload)));
  }
}
