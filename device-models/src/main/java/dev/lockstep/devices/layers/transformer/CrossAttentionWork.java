package dev.lockstep.devices.layers.transformer;

import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.WorkBuilder;

/**
 * The attention of a decoder's tokens to those of the encoder (arXiv 1706.03762, section 3.2.3):
 * queries from the one, keys and values from the other.
 */
final class CrossAttentionWork {

  private final TransformerShape shape;
  private final Execution execution;
  private final WorkBuilder work;
  private final long tokens;
  private final int sourceSequence;
  private final long columns;
  private final int bytes;

  CrossAttentionWork(
      TransformerShape shape,
      Execution execution,
      WorkBuilder work,
      long tokens,
      int sourceSequence) {
    this.shape = shape;
    this.execution = execution;
    this.work = work;
    this.tokens = tokens;
    this.sourceSequence = sourceSequence;
    this.columns = Math.max(1, (long) shape.heads() * shape.headSize() / execution.tensor());
    this.bytes = execution.precision().activationBytes();
  }

  void add() {
    int hidden = shape.hidden();
    long sourceTokens = (long) execution.microBatch() * sourceSequence / execution.context();
    double all = (double) shape.heads() * shape.headSize() * hidden;
    work.linear(tokens, hidden, columns)
        .linear(sourceTokens, hidden, 2 * columns)
        .pass("sum of source gradients", 0, 3.0 * sourceTokens * hidden)
        .keepAlways((double) bytes * columns * (tokens + 2 * sourceTokens));
    if (execution.fusedAttention()) {
      fused();
    } else {
      unfused();
    }
    work.linear(tokens, columns, hidden)
        .keepInput((double) bytes * tokens * columns)
        .keepIfAlternate((double) bytes * tokens * columns)
        .parameters(4.0 * columns * hidden)
        .modelFlops(3 * 2 * all * execution.context() * (2.0 * tokens + 2.0 * sourceTokens))
        .modelFlops(3 * 2 * 2 * pairs() * shape.heads() * shape.headSize());
  }

  private double pairs() {
    return (double) execution.microBatch() * shape.sequence() * sourceSequence;
  }

  private void fused() {
    work.selected(attention(Direction.FORWARD))
        .inputGradient(attention(Direction.INPUT_GRADIENT))
        .keepUnlessSelected(4.0 * tokens * columns / shape.headSize());
  }

  private Attention attention(Direction direction) {
    return new Attention(
        execution.microBatch() * heads(),
        shape.sequence() / execution.context(),
        sourceSequence,
        shape.headSize(),
        shape.headSize(),
        false,
        direction);
  }

  private long heads() {
    return Math.max(1, columns / shape.headSize());
  }

  private void unfused() {
    long batch = execution.microBatch() * heads();
    long queries = shape.sequence() / execution.context();
    int size = shape.headSize();
    double scores = (double) batch * queries * sourceSequence;
    work.selected(new MatrixProduct(batch, queries, sourceSequence, size))
        .selected(MemoryPass.of("softmax", 2 * bytes * scores))
        .selected(new MatrixProduct(batch, queries, size, sourceSequence))
        .inputGradient(new MatrixProduct(batch, queries, sourceSequence, size))
        .inputGradient(new MatrixProduct(batch, sourceSequence, size, queries))
        .inputGradient(MemoryPass.of("softmax", 3 * bytes * scores))
        .inputGradient(new MatrixProduct(batch, queries, size, sourceSequence))
        .inputGradient(new MatrixProduct(batch, sourceSequence, size, queries))
        .keepUnlessSelected(bytes * scores);
    if (execution.dropout()) {
      double masked = (2 * bytes + 1) * scores;
      work.selected(MemoryPass.of("dropout", masked))
          .inputGradient(MemoryPass.of("dropout", masked))
          .keepUnlessSelected((bytes + 1) * scores);
    }
  }
}
