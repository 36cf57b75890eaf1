package dev.lockstep.core.schedule;

import dev.lockstep.core.schedule.arrays.IntArray;
import dev.lockstep.core.schedule.arrays.TaskColumns;
import dev.lockstep.core.schedule.arrays.WeightVersions;
import java.util.Arrays;
import java.util.List;

/**
 * The tasks of one lane, in order. Each method adds one task and says what it reads and writes; the
 * modifiers {@code withForwardWeights}, {@code withWeights}, {@code after} and {@code signal}
 * concern the task added last.
 *
 * <p>The last stage's forward ends in the true loss, so its backward needs no gradient from
 * elsewhere. A gradient that nobody reads is simply not kept.
 */
public final class LaneBuilder {

  private static final int NO_WEIGHTS = -1;

  private final Lane lane;
  private final ScheduleBuilder schedule;
  private final TaskColumns tasks = new TaskColumns();
  private final WeightVersions weights = new WeightVersions();

  LaneBuilder(Lane lane, ScheduleBuilder schedule) {
    this.lane = lane;
    this.schedule = schedule;
  }

  /** Forward: reads the activation of the stage below, if any; writes its own and the stash. */
  public LaneBuilder forward(int stage, int microBatch) {
    return forwardKeepingNothing(stage, microBatch).writes(ValueKind.STASH, stage, microBatch, 0);
  }

  /** Forward of a reversible stage, whose output is enough to go backward. */
  public LaneBuilder forwardKeepingNothing(int stage, int microBatch) {
    add(Operation.FORWARD, stage, microBatch, 0);
    return readsBelow(stage, microBatch).writes(ValueKind.ACTIVATION, stage, microBatch, 0);
  }

  /**
   * Forward of a stage that reads the activations of the given stages, such as all width groups of
   * the module below; of none if another value is read instead.
   */
  public LaneBuilder forwardFrom(int stage, int microBatch, int[] sources) {
    add(Operation.FORWARD, stage, microBatch, 0);
    readsEach(ValueKind.ACTIVATION, sources, microBatch);
    writes(ValueKind.ACTIVATION, stage, microBatch, 0);
    return writes(ValueKind.STASH, stage, microBatch, 0);
  }

  /** Forward that keeps the stage's input instead of the stash. */
  public LaneBuilder forwardKeepingInput(int stage, int microBatch) {
    return forwardKeepingNothing(stage, microBatch)
        .writes(ValueKind.STORED_INPUT, stage, microBatch, 0);
  }

  /** Second forward: reads the input that the first one kept, writes the stash. */
  public LaneBuilder recompute(int stage, int microBatch) {
    add(Operation.RECOMPUTE, stage, microBatch, 0);
    reads(ValueKind.STORED_INPUT, stage, microBatch, 0);
    return writes(ValueKind.STASH, stage, microBatch, 0);
  }

  /**
   * Inverse of a reversible stage: reads its output, which the stage behind it returned, writes the
   * stash.
   */
  public LaneBuilder reconstruct(int stage, int microBatch) {
    add(Operation.RECOMPUTE, stage, microBatch, 0);
    reads(ValueKind.STORED_INPUT, stage + 1, microBatch, 0);
    return writes(ValueKind.STASH, stage, microBatch, 0);
  }

  /** End-to-end backward: that of the last stage's loss. */
  public LaneBuilder backward(int stage, int microBatch) {
    return backward(stage, microBatch, schedule.stageCount() - 1);
  }

  /**
   * Full backward of one loss, or of several whose gradients with respect to the stage's output are
   * added: reads the stash and these gradients, writes the weight gradient and, below, the gradient
   * of the first loss named.
   */
  public LaneBuilder backward(int stage, int microBatch, int... ofLosses) {
    return backward(ValueKind.STASH, microBatch, stage, microBatch, ofLosses);
  }

  /** End-to-end backward with the stash of another micro-batch, which overwrote its own. */
  public LaneBuilder backwardWithStashOf(int other, int stage, int microBatch) {
    return backward(ValueKind.STASH, other, stage, microBatch, schedule.stageCount() - 1);
  }

  /** End-to-end backward with a stash that another device held and loads back. */
  public LaneBuilder backwardWithLoadedStash(int stage, int microBatch) {
    int loss = schedule.stageCount() - 1;
    return backward(ValueKind.LOADED_STASH, microBatch, stage, microBatch, loss);
  }

  private LaneBuilder backward(
      ValueKind stash, int stashOf, int stage, int microBatch, int... ofLosses) {
    add(Operation.BACKWARD, stage, microBatch, ofLosses[0]);
    reads(stash, stage, stashOf, 0);
    for (int loss : ofLosses) {
      readsOutputGradient(stage, microBatch, loss);
    }
    writes(ValueKind.GRADIENT, stage, microBatch, ofLosses[0]);
    return writesWeightGradient(stage, microBatch);
  }

  /**
   * A forward and an end-to-end backward carried out together: both begin when both have their
   * inputs, and what leaves them is there when both have ended.
   */
  public LaneBuilder overlapped(int stage, int microBatch, int backStage, int backMicroBatch) {
    add(Operation.FORWARD, stage, microBatch, 0);
    readsBelow(stage, microBatch);
    readsOutputGradient(backStage, backMicroBatch, schedule.stageCount() - 1);
    writes(ValueKind.STASH, stage, microBatch, 0);
    return backward(backStage, backMicroBatch).writes(ValueKind.ACTIVATION, stage, microBatch, 0);
  }

  /** Full backward of the stage's own auxiliary loss; nothing leaves the stage. */
  public LaneBuilder localBackward(int stage, int microBatch) {
    return backwardAlone(stage, microBatch).reads(ValueKind.LOSS, stage, microBatch, 0);
  }

  /** Full backward that waits for no gradient: reads the stash alone. What a lower bound runs. */
  public LaneBuilder backwardAlone(int stage, int microBatch) {
    add(Operation.BACKWARD, stage, microBatch, stage);
    reads(ValueKind.STASH, stage, microBatch, 0);
    return writesWeightGradient(stage, microBatch);
  }

  /** End-to-end input gradient. */
  public LaneBuilder inputGradient(int stage, int microBatch) {
    return inputGradient(stage, microBatch, schedule.stageCount() - 1);
  }

  /**
   * Input gradient of one loss: reads the stash and the gradient from above, writes the gradient
   * for the stage below.
   */
  public LaneBuilder inputGradient(int stage, int microBatch, int loss) {
    add(Operation.INPUT_GRADIENT, stage, microBatch, loss);
    reads(ValueKind.STASH, stage, microBatch, 0);
    readsOutputGradient(stage, microBatch, loss);
    writes(ValueKind.GRADIENT, stage, microBatch, loss);
    return writes(ValueKind.WEIGHT_GRADIENT_STASH, stage, microBatch, loss);
  }

  /** End-to-end weight gradient. */
  public LaneBuilder weightGradient(int stage, int microBatch) {
    return weightGradient(stage, microBatch, new int[] {schedule.stageCount() - 1});
  }

  /**
   * Weight gradient of a loss, or of the sum of several, whose input gradients are done: reads what
   * they left.
   */
  public LaneBuilder weightGradient(int stage, int microBatch, int... ofLosses) {
    add(Operation.WEIGHT_GRADIENT, stage, microBatch, ofLosses[0]);
    for (int loss : ofLosses) {
      reads(ValueKind.WEIGHT_GRADIENT_STASH, stage, microBatch, loss);
    }
    return writesWeightGradient(stage, microBatch);
  }

  /** Auxiliary head, all of it: reads the stage's activation, writes its own loss's gradient. */
  public LaneBuilder auxiliary(int stage, int microBatch) {
    return auxiliaryFrom(stage, microBatch, new int[] {stage});
  }

  /**
   * Auxiliary head that reads the activations of the given stages, such as all width groups of its
   * module.
   */
  public LaneBuilder auxiliaryFrom(int stage, int microBatch, int[] sources) {
    add(Operation.AUXILIARY, stage, microBatch, stage);
    readsEach(ValueKind.ACTIVATION, sources, microBatch);
    return writes(ValueKind.LOSS, stage, microBatch, 0);
  }

  /** Forward of an auxiliary head that reads activations of these stages; writes its logits. */
  public LaneBuilder auxiliaryForward(int stage, int microBatch, int[] sources) {
    add(Operation.AUXILIARY_FORWARD, stage, microBatch, stage);
    readsEach(ValueKind.ACTIVATION, sources, microBatch);
    return writes(ValueKind.LOGITS, stage, microBatch, 0);
  }

  /** Loss and backward of an auxiliary head: reads the logits of the heads of the given stages. */
  public LaneBuilder auxiliaryBackward(int stage, int microBatch, int[] heads) {
    add(Operation.AUXILIARY_BACKWARD, stage, microBatch, stage);
    readsEach(ValueKind.LOGITS, heads, microBatch);
    return writes(ValueKind.LOSS, stage, microBatch, 0);
  }

  /** What is left of an auxiliary head whose gradient the stage has had: its weights' gradient. */
  public LaneBuilder auxiliaryWeightGradient(int stage, int microBatch, int[] heads) {
    add(Operation.AUXILIARY_BACKWARD, stage, microBatch, stage);
    readsEach(ValueKind.LOGITS, heads, microBatch);
    return this;
  }

  /**
   * Optimizer step: reads every weight gradient of the stage since its last update, writes the next
   * weight version.
   */
  public LaneBuilder update(int stage) {
    IntArray pending = weights.pendingGradients(stage);
    if (pending.size() == 0) {
      throw new ScheduleException(
          "update of stage %d on lane %s without a weight gradient since its last update"
              .formatted(stage, lane.name()));
    }
    int lastMicroBatch = Arrays.stream(pending.toArray()).max().orElseThrow();
    add(Operation.UPDATE, stage, lastMicroBatch, 0, weights.next(stage));
    for (int i = 0; i < pending.size(); i++) {
      reads(ValueKind.WEIGHT_GRADIENT, stage, pending.get(i), 0);
    }
    pending.clear();
    return this;
  }

  /**
   * Optimizer step that also adds what another copy of the stage has summed up to its last
   * micro-batch of the mini-batch.
   */
  public LaneBuilder updateWithCopy(int stage, int lastMicroBatchOfCopy) {
    return update(stage).reads(ValueKind.WEIGHT_GRADIENT, stage, lastMicroBatchOfCopy, 0);
  }

  /** Moves a value to the link's receiver. */
  public LaneBuilder transfer(Value value) {
    add(Operation.TRANSFER, value.stage(), value.microBatch(), value.loss(), NO_WEIGHTS);
    return reads(value);
  }

  /** Sums the given weight gradients of this device over the replicas of the stage. */
  public LaneBuilder reduce(Value sum, List<Value> weightGradients) {
    add(Operation.REDUCE, sum.stage(), sum.microBatch(), 0, NO_WEIGHTS);
    weightGradients.forEach(this::reads);
    return writes(sum);
  }

  /** A task of which all that it reads and writes is given; {@code loss} tells like ones apart. */
  public LaneBuilder task(
      Operation operation, int stage, int microBatch, int loss, List<Value> in, List<Value> out) {
    add(operation, stage, microBatch, loss);
    in.forEach(this::reads);
    for (Value value : out) {
      if (value.kind() == ValueKind.WEIGHT_GRADIENT) {
        writesWeightGradient(value.stage(), value.microBatch());
      } else {
        writes(value);
      }
    }
    return this;
  }

  /**
   * The task added last reads the weight version that the forward of its micro-batch read: weight
   * stashing.
   */
  public LaneBuilder withForwardWeights() {
    int task = size() - 1;
    return withWeights(
        weights
            .ofForward(tasks.stage(task), tasks.microBatch(task))
            .orElseThrow(
                () ->
                    new ScheduleException(
                        describe(task)
                            + " names the weights of a forward that the lane does not list before it")));
  }

  /** The task added last reads this version of its stage's weights: as many updates as it says. */
  public LaneBuilder withWeights(int version) {
    int task = size() - 1;
    int newest = weights.newest(tasks.stage(task));
    if (version < 0 || version > newest) {
      throw new ScheduleException(
          "%s names weight version %d; the lane lists %d updates of the stage before it"
              .formatted(describe(task), version, newest));
    }
    tasks.weightVersions().set(task, version);
    if (tasks.operation(task) == Operation.FORWARD.ordinal()) {
      weights.ofForward(tasks.stage(task), tasks.microBatch(task), version);
    }
    return this;
  }

  /**
   * The task added last, a reversible stage's backward, returns the stage's input to the one below.
   */
  public LaneBuilder returningInput() {
    int task = size() - 1;
    return writes(ValueKind.STORED_INPUT, tasks.stage(task), tasks.microBatch(task), 0);
  }

  /** A point of no duration, for {@code after} and {@code signal}; its number is its own. */
  public LaneBuilder join(int stage, int number) {
    add(Operation.JOIN, stage, number, 0);
    return this;
  }

  /** The task added last reads this value besides what such a task always reads. */
  public LaneBuilder reads(Value value) {
    return reads(value.kind(), value.stage(), value.microBatch(), value.loss());
  }

  /** The task added last writes this value besides what such a task always writes. */
  public LaneBuilder writes(Value value) {
    return writes(value.kind(), value.stage(), value.microBatch(), value.loss());
  }

  /** The task added last waits for the task that signals this barrier. */
  public LaneBuilder after(int barrier, int index) {
    return reads(ValueKind.BARRIER, barrier, index, 0);
  }

  /** The task added last signals this barrier. */
  public LaneBuilder signal(int barrier, int index) {
    return writes(ValueKind.BARRIER, barrier, index, 0);
  }

  private String describe(int task) {
    String code = Operation.of(tasks.operation(task)).code();
    return tasks.stage(task) + code + tasks.microBatch(task) + " on lane " + lane.name();
  }

  Lane lane() {
    return lane;
  }

  int size() {
    return tasks.size();
  }

  TaskColumns tasks() {
    return tasks;
  }

  private void add(Operation operation, int stage, int microBatch, int loss) {
    schedule.checkRange(operation, stage, microBatch, lane);
    boolean readsWeights = operation.readsWeights();
    int version = readsWeights ? weights.newest(stage) : NO_WEIGHTS;
    if (operation == Operation.FORWARD) {
      weights.ofForward(stage, microBatch, version);
    }
    add(operation, stage, microBatch, loss, version);
  }

  void add(Operation operation, int stage, int microBatch, int loss, int version) {
    tasks.add(operation.ordinal(), stage, microBatch, loss, version);
  }

  private LaneBuilder reads(ValueKind kind, int stage, int microBatch, int loss) {
    tasks.reads().add(schedule.number(kind, stage, microBatch, loss));
    return this;
  }

  private void readsEach(ValueKind kind, int[] sources, int microBatch) {
    for (int source : sources) {
      reads(kind, source, microBatch, 0);
    }
  }

  private LaneBuilder readsBelow(int stage, int microBatch) {
    return stage == 0 ? this : reads(ValueKind.ACTIVATION, stage - 1, microBatch, 0);
  }

  private void readsOutputGradient(int stage, int microBatch, int loss) {
    if (loss > stage) {
      reads(ValueKind.GRADIENT, stage + 1, microBatch, loss);
    } else if (stage < schedule.stageCount() - 1) {
      reads(ValueKind.LOSS, stage, microBatch, 0);
    }
  }

  private LaneBuilder writes(ValueKind kind, int stage, int microBatch, int loss) {
    tasks.writes().add(schedule.number(kind, stage, microBatch, loss));
    return this;
  }

  private LaneBuilder writesWeightGradient(int stage, int microBatch) {
    weights.pendingGradients(stage).add(microBatch);
    return writes(ValueKind.WEIGHT_GRADIENT, stage, microBatch, 0);
  }
}
