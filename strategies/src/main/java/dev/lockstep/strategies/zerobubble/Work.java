package dev.lockstep.strategies.zerobubble;

/**
 * One task of a plan as a number: what is done to which chunk of a device with which micro-batch.
 * Numbers, because a planner tries many orders of many tasks.
 */
final class Work {

  /** The kinds of tasks. */
  static final int FORWARD = 0;

  static final int INPUT_GRADIENT = 1;
  static final int WEIGHT_GRADIENT = 2;

  /** Chunks on a device, at most. */
  static final int CHUNKS = 2;

  /** Kinds of tasks times chunks. */
  static final int TYPES = 3 * CHUNKS;

  private Work() {}

  static int of(int kind, int chunk, int microBatch) {
    return microBatch * TYPES + kind * CHUNKS + chunk;
  }

  static int type(int work) {
    return work % TYPES;
  }

  static int kind(int work) {
    return type(work) / CHUNKS;
  }

  static int chunk(int work) {
    return type(work) % CHUNKS;
  }

  static int microBatch(int work) {
    return work / TYPES;
  }

  /**
   * The stage that a chunk is: the model goes down the devices with the first chunks and, where
   * there are second ones, comes back up with them.
   */
  static int stage(int device, int chunk, int devices) {
    return chunk == 0 ? device : 2 * devices - 1 - device;
  }

  /** The device of a stage. */
  static int device(int stage, int devices) {
    return stage < devices ? stage : 2 * devices - 1 - stage;
  }
}
