package dev.lockstep.strategies.zerobubble;

import java.util.stream.IntStream;

/**
 * Writes the lane of a device down by kinds of tasks: each call adds the next micro-batch that the
 * kind of task has not had, if there is one.
 */
final class ChunkLane {

  private final int microBatches;
  private final int[] counts = new int[Work.TYPES];
  private final IntStream.Builder order = IntStream.builder();

  ChunkLane(int microBatches) {
    this.microBatches = microBatches;
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

  /** All tasks, in order; asked once, in the end. */
  int[] order() {
    return order.build().toArray();
  }

  private ChunkLane next(int kind, int chunk) {
    int microBatch = counts[Work.of(kind, chunk, 0)]++;
    if (microBatch < microBatches) {
      order.add(Work.of(kind, chunk, microBatch));
    }
    return this;
  }
}
