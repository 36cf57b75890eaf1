package dev.lockstep.strategies.zerobubble;

import java.util.Arrays;

/**
 * Writes the lane of a device down by kinds of tasks: each call adds the next micro-batch that the
 * kind of task has not had, if there is one.
 */
final class ChunkLane {

  private final int microBatches;
  private final int[] counts = new int[Work.TYPES];
  private final int[] order;
  private int size;

  ChunkLane(int microBatches) {
    this.microBatches = microBatches;
    this.order = new int[Work.TYPES * microBatches];
  }

  ChunkLane forward(int chunk) {
    return next(Work.FORWARD, chunk);
  }

  ChunkLane inputGradient(int chunk) {
    return next(Work.INPUT_GRADIENT, chunk);
  }

  ChunkLane weightGradient(int chunk) {
    return next(Work.WEIGHT_GRADIENT, chunk);
  }

  /** Both gradients, one after the other. */
  ChunkLane backward(int chunk) {
    return inputGradient(chunk).weightGradient(chunk);
  }

  int forwards(int chunk) {
    return counts[Work.of(Work.FORWARD, chunk, 0)];
  }

  int weightGradients(int chunk) {
    return counts[Work.of(Work.WEIGHT_GRADIENT, chunk, 0)];
  }

  /** The tasks so far, in order. */
  int[] order() {
    return Arrays.copyOf(order, size);
  }

  private ChunkLane next(int kind, int chunk) {
    int microBatch = counts[Work.of(kind, chunk, 0)]++;
    if (microBatch < microBatches) {
      order[size++] = Work.of(kind, chunk, microBatch);
    }
    return this;
  }
}
