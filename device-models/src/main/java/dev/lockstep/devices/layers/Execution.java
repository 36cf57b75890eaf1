package dev.lockstep.devices.layers;

import dev.lockstep.devices.hardware.Precision;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * How a layer is executed on one device.
 *
 * @param microBatch samples of a micro-batch
 * @param tensor devices that share every matrix product
 * @param context devices that share every sequence
 * @param expert devices that share the experts
 * @param sequenceParallel whether tensor-parallel devices share the work between matrix products
 *     too (arXiv 2205.05198, section 4.2.2)
 * @param precision of matrix products
 * @param recompute what a backward computes again
 * @param fusedAttention whether attention is one kernel that keeps no scores
 * @param dropout whether activations are dropped at random
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true)
public record Execution(
    int microBatch,
    int tensor,
    int context,
    int expert,
    boolean sequenceParallel,
    Precision precision,
    Recompute recompute,
    boolean fusedAttention,
    boolean dropout)
    implements ExecutionBuilder.With {

  /** Refuses degrees that are not positive. */
  public Execution {
    if (microBatch < 1 || tensor < 1 || context < 1 || expert < 1) {
      throw new IllegalArgumentException(
          "micro-batch %d, tensor %d, context %d, expert %d; each must be at least 1"
              .formatted(microBatch, tensor, context, expert));
    }
  }

  /** One device, nothing recomputed. */
  public static Execution alone(int microBatch, Precision precision) {
    return new Execution(microBatch, 1, 1, 1, false, precision, Recompute.NONE, true, false);
  }

  /** The same with products of at least 16 bits, as the head of a language model is computed. */
  public Execution with16BitHead() {
    return withPrecision(precision.operandBytes() < 2 ? Precision.BF16 : precision);
  }
}
