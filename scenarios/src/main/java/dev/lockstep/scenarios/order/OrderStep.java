package dev.lockstep.scenarios.order;

import dev.lockstep.core.schedule.Operation;

/**
 * One task of an order.
 *
 * @param operation what it does
 * @param stage global stage index, 0-based
 * @param microBatch index within the mini-batch, 0-based; of an update that of the last micro-batch
 *     it covers
 * @param forwardWeights whether it reads the weights that the forward of its micro-batch read
 *     instead of the newest ones
 */
record OrderStep(Operation operation, int stage, int microBatch, boolean forwardWeights) {

  /** Whether this is the given operation on the same stage and micro-batch. */
  boolean isBeside(OrderStep other, Operation wanted) {
    return operation == wanted && stage == other.stage && microBatch == other.microBatch;
  }
}
