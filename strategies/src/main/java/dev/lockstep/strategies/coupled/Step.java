package dev.lockstep.strategies.coupled;

import dev.lockstep.core.schedule.LaneBuilder;

/** One step of a stage's work on a micro-batch, such as its forward or its head. */
@FunctionalInterface
interface Step {

  /** Adds the step's task to a lane. */
  void add(LaneBuilder lane, int microBatch);
}
