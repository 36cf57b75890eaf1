package dev.lockstep.core.strategy;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;

/**
 * A way to train a model on several devices: a pure function from a workload to a schedule. No
 * clock, no engine, no cost but what a workload may say of it.
 */
public interface Strategy {

  /** The name users write, as the scenario format lists it. */
  String name();

  /**
   * The whole order of work.
   *
   * @throws ScheduleException if the strategy does not admit the workload; the message says what it
   *     would admit
   */
  Schedule plan(Workload workload);

  /**
   * What this strategy promises for the workload; the catalogue's contract test holds it to that.
   */
  Promises promises(Workload workload);

  /**
   * Stages on each device. Stage {@code s} of the model is one of {@code devices *
   * stagesPerDevice()}.
   */
  default int stagesPerDevice() {
    return 1;
  }

  /**
   * Slices that each micro-batch is cut into along the sequence, each as dear as the others. A
   * schedule then counts slices where it says micro-batches: slice {@code q} of micro-batch {@code
   * j} is number {@code j * slicesPerMicroBatch() + q}.
   */
  default int slicesPerMicroBatch() {
    return 1;
  }

  /**
   * Whether stages are contiguous layers, so that measured layers can be cut into them; not so for
   * width groups.
   */
  default boolean cutsByDepth() {
    return true;
  }

  /** Whether the stage carries an auxiliary head, which a balanced partition must count. */
  default boolean hasAuxiliaryHead(int stage, int stages) {
    return false;
  }

  /** Who holds the embedding and the head; if all share them, every stage has a head. */
  default Vocabulary vocabulary() {
    return Vocabulary.WITH_STAGES;
  }

  /**
   * Whether this is no way to train but a lower bound: its stages then share the time of all of
   * them evenly, and devices exchange nothing.
   */
  default boolean isLowerBound() {
    return false;
  }

  /** Whether the order depends on {@link Workload#estimates}, so that they are worth giving. */
  default boolean plansWithEstimates() {
    return false;
  }
}
