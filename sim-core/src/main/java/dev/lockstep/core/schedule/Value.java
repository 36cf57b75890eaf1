package dev.lockstep.core.schedule;

/**
 * A named value: what one task writes and others read.
 *
 * @param kind what it is
 * @param stage global stage index, 0-based
 * @param microBatch micro-batch index over the whole schedule, 0-based
 * @param loss the stage whose loss a gradient belongs to, the device of a reduced gradient; 0 where
 *     there is only one
 */
public record Value(ValueKind kind, int stage, int microBatch, int loss) {

  static final int MAX_STAGES = 1 << 15;
  static final int MAX_MICRO_BATCHES = 1 << 28;

  /** A value that exists once per stage and micro-batch. */
  public static Value of(ValueKind kind, int stage, int microBatch) {
    return new Value(kind, stage, microBatch, 0);
  }

  /** The gradient of the loss of stage {@code loss} with respect to the input of {@code stage}. */
  public static Value gradient(int stage, int microBatch, int loss) {
    return new Value(ValueKind.GRADIENT, stage, microBatch, loss);
  }

  /**
   * The sum over data-parallel replicas of the weight gradients of {@code stage} up to {@code
   * microBatch}, as {@code device} receives it.
   */
  public static Value reducedGradient(int stage, int microBatch, int device) {
    return new Value(ValueKind.REDUCED_GRADIENT, stage, microBatch, device);
  }

  static long key(ValueKind kind, int stage, int microBatch, int loss) {
    return ((long) kind.ordinal() << 60) | ((long) stage << 44) | ((long) microBatch << 16) | loss;
  }

  long key() {
    return key(kind, stage, microBatch, loss);
  }

  static ValueKind kindOf(long key) {
    return ValueKind.of((int) (key >>> 60));
  }

  static int stageOf(long key) {
    return (int) (key >>> 44) & 0xFFFF;
  }

  static int microBatchOf(long key) {
    return (int) (key >>> 16) & 0xFFF_FFFF;
  }

  static Value ofKey(long key) {
    return new Value(kindOf(key), stageOf(key), microBatchOf(key), (int) key & 0xFFFF);
  }

  @Override
  public String toString() {
    String place = kind.code() + "(" + stage + "," + microBatch;
    boolean several =
        switch (kind) {
          case GRADIENT, REDUCED_GRADIENT, TANGENT, DERIVATIVE -> true;
          default -> false;
        };
    return several ? place + "," + loss + ")" : place + ")";
  }
}
