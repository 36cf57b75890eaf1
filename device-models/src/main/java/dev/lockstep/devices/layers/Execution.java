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
 * @param fusedLoss whether the loss of a language model is one kernel over logits of 16 bits
 * @param software what turns operations into kernels
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
    boolean dropout,
    boolean fusedLoss,
    Software software)
    implements ExecutionBuilder.With {

  /** Refuses degrees that are not positive. */
  public Execution {
    if (microBatch < 1 || tensor < 1 || context < 1 || expert < 1) {
      throw new IllegalArgumentException(
          "micro-batch %d, tensor %d, context %d, expert %d; each must be at least 1"
              .formatted(microBatch, tensor, context, expert));
    }
  }

  /** The loss as the attention, and kernels written for transformers. */
  public Execution(
      int microBatch,
      int tensor,
      int context,
      int expert,
      boolean sequenceParallel,
      Precision precision,
      Recompute recompute,
      boolean fusedAttention,
      boolean dropout) {
    this(
        microBatch,
        tensor,
        context,
        expert,
        sequenceParallel,
        precision,
        recompute,
        fusedAttention,
        dropout,
        fusedAttention,
        Software.FUSED);
  }

  /** One device, nothing recomputed. */
  public static Execution alone(int microBatch, Precision precision) {
    return new Execution(microBatch, 1, 1, 1, false, precision, Recompute.NONE, true, false);
  }

  /** The same with products of at least 16 bits, as the head of a language model is computed. */
  public Execution with16BitHead() {
    return withPrecision(precision.operandBytes() < 2 ? Precision.BF16 : precision);
  }

  /**
   * Bytes of an activation that tensor-parallel devices gather: PyTorch gathers what 8-bit products
   * read in 8 bits.
   */
  public double gatheredBytes() {
    return software.isPytorch()
        ? Math.min(precision.activationBytes(), precision.operandBytes())
        : precision.activationBytes();
  }

  /** Whether products of weights read 8 bits or fewer. */
  public boolean hasEightBitProducts() {
    return precision.operandBytes() <= 1;
  }
}
