package dev.lockstep.devices.layers.transformer;

import dev.lockstep.devices.kernel.Attention;
import dev.lockstep.devices.kernel.Collective;
import dev.lockstep.devices.kernel.Collective.Axis;
import dev.lockstep.devices.kernel.Direction;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.SeparateKernels;
import dev.lockstep.devices.layers.WorkBuilder;

/** The attention of one block: from the normalised input to the sum with the residual stream. */
final class AttentionWork {

  private final TransformerShape shape;
  private final Execution execution;
  private final WorkBuilder work;
  private final long tokens;
  private final int bytes;

  AttentionWork(TransformerShape shape, Execution execution, WorkBuilder work, long tokens) {
    this.shape = shape;
    this.execution = execution;
    this.work = work;
    this.tokens = tokens;
    this.bytes = execution.precision().activationBytes();
  }

  void add() {
    if (shape.latent().isPresent()) {
      projectLatent(shape.latent().get());
    } else {
      projectQueriesKeysValues();
    }
    exchangeKeysAndValues();
    if (execution.fusedAttention()) {
      fused();
    } else {
      unfused();
    }
    long values = columns((long) shape.heads() * shape.valueSize());
    work.beforeSum(tokens, values, shape.hidden())
        .parameters((double) values * shape.hidden())
        .keepInput((double) bytes * tokens * values)
        .keepIfAlternate((double) bytes * tokens * values)
        .modelFlops(linearFlops((double) shape.heads() * shape.valueSize() * shape.hidden()));
    if (execution.tensor() == 1) {
      work.alternate(tokens, values, shape.hidden()); // else its sum over the ranks is kept
    }
  }

  private void projectQueriesKeysValues() {
    long columns = columns(shape.queryKeyValueColumns());
    long keys = columns(keyColumns());
    if (execution.software().isPytorch()
        && !shape.learnedPositions()) { // three layers, as in Llama
      work.behindGather(tokens, shape.hidden(), columns - 2 * keys, keys, keys);
    } else {
      work.behindGather(tokens, shape.hidden(), columns);
    }
    work.parameters((double) columns * shape.hidden() + (shape.bias() ? columns : 0))
        .pass("bias gradient", 0, shape.bias() ? (double) tokens * columns : 0)
        .keep((double) bytes * tokens * columns)
        .modelFlops(linearFlops((double) shape.queryKeyValueColumns() * shape.hidden()));
    if (!shape.learnedPositions()) {
      double rotated = 2.0 * tokens * columns;
      work.pass("rotary positions", rotated, rotated, SeparateKernels.ROTATION);
    }
    work.alternate(tokens, shape.hidden(), keys)
        .keepIfAlternate((double) bytes * tokens * (columns - keys));
  }

  private void projectLatent(LatentAttention latent) {
    int hidden = shape.hidden();
    long queryColumns = columns((long) shape.heads() * latent.headSize());
    long keyValueColumns =
        columns((long) shape.heads() * (latent.contentSize() + latent.valueSize()));
    int down = latent.keyValueRank() + latent.positionSize();
    double weights = (double) hidden * down + (double) latent.keyValueRank() * keyValueColumns;
    double all =
        (double) hidden * down
            + (double) latent.keyValueRank()
                * shape.heads()
                * (latent.contentSize() + latent.valueSize());
    if (latent.queryRank() > 0) {
      work.linear(tokens, hidden, latent.queryRank())
          .pass("normalise", 2.0 * tokens * latent.queryRank(), 4.0 * tokens * latent.queryRank())
          .linear(tokens, latent.queryRank(), queryColumns)
          .keepAlways(2.0 * bytes * tokens * latent.queryRank());
      weights += (double) hidden * latent.queryRank() + latent.queryRank() * (double) queryColumns;
      all += latent.queryRank() * (hidden + (double) shape.heads() * latent.headSize());
    } else {
      work.linear(tokens, hidden, queryColumns);
      weights += (double) hidden * queryColumns;
      all += (double) hidden * shape.heads() * latent.headSize();
    }
    long keyColumns = columns((long) shape.heads() * latent.headSize());
    double joined = 2.0 * tokens * (queryColumns + keyColumns);
    work.linear(tokens, hidden, down)
        .pass("normalise", 2.0 * tokens * down, 4.0 * tokens * down)
        .linear(tokens, latent.keyValueRank(), keyValueColumns)
        .pass("join positions", joined, joined)
        .parameters(weights)
        .keepAlways((double) bytes * tokens * (2.0 * down + queryColumns + keyColumns))
        .keepAlways((double) bytes * tokens * columns((long) shape.heads() * latent.valueSize()))
        .modelFlops(linearFlops(all));
  }

  /** With context parallelism each device gathers the keys and values of the whole sequence. */
  private void exchangeKeysAndValues() {
    if (execution.context() > 1) {
      double size =
          2.0 * bytes * execution.context() * tokens * columns(keyColumns() + valueColumns()) / 2;
      work.forward(new Collective(Collective.Kind.ALL_GATHER, size, Axis.CONTEXT, true))
          .exchangeBack(Collective.Kind.ALL_GATHER, size, Axis.CONTEXT, true)
          .exchangeBack(Collective.Kind.REDUCE_SCATTER, size, Axis.CONTEXT, true);
    }
  }

  private long keyColumns() {
    return (long) shape.keyValueHeads() * shape.headSize();
  }

  private long valueColumns() {
    return (long) shape.keyValueHeads() * shape.valueSize();
  }

  private void fused() {
    work.selected(attention(Direction.FORWARD))
        .inputGradient(attention(Direction.INPUT_GRADIENT))
        .modelFlops(attentionModelFlops())
        .keepUnlessSelected(4.0 * tokens * columns(shape.heads()))
        .keepIfAlternate(4.0 * tokens * columns(shape.heads()));
  }

  private Attention attention(Direction direction) {
    return new Attention(
        execution.microBatch() * columns(shape.heads()),
        shape.sequence() / execution.context(),
        shape.sequence(),
        shape.latent().map(LatentAttention::headSize).orElse(shape.headSize()),
        shape.valueSize(),
        shape.causal(),
        direction);
  }

  /**
   * Scores, softmax, dropout and weighted sum as kernels of their own, over all pairs of tokens
   * (Megatron-LM; arXiv 2205.05198, section 4.1: 5as/h of its activation bytes).
   */
  private void unfused() {
    long heads = execution.microBatch() * columns(shape.heads());
    long queries = shape.sequence() / execution.context();
    long keys = shape.sequence();
    int size = shape.headSize();
    double scores = (double) heads * queries * keys;
    long values = columns((long) shape.heads() * shape.valueSize());
    long columns = columns(shape.queryKeyValueColumns());
    work.pass("transpose", 2.0 * tokens * columns, 2.0 * tokens * columns)
        .selected(new MatrixProduct(heads, queries, keys, size))
        .selected(MemoryPass.of("softmax", 2 * bytes * scores))
        .inputGradient(new MatrixProduct(heads, queries, keys, size))
        .inputGradient(new MatrixProduct(heads, keys, size, queries))
        .inputGradient(MemoryPass.of("softmax", 3 * bytes * scores))
        .keepUnlessSelected(bytes * scores);
    if (execution.dropout()) {
      double masked = (2 * bytes + 1) * scores;
      work.selected(MemoryPass.of("dropout", masked))
          .inputGradient(MemoryPass.of("dropout", masked))
          .keepUnlessSelected((bytes + 1) * scores);
    }
    work.selected(new MatrixProduct(heads, queries, size, keys))
        .inputGradient(new MatrixProduct(heads, queries, size, keys))
        .inputGradient(new MatrixProduct(heads, keys, size, queries))
        .pass("transpose", 2.0 * tokens * values, 2.0 * tokens * values)
        .modelFlops(attentionModelFlops());
  }

  /** All pairs of tokens, forward and twice as much backward, as published figures count them. */
  private double attentionModelFlops() {
    double pairs = (double) execution.microBatch() * shape.sequence() * shape.sequence();
    int head = shape.latent().map(LatentAttention::headSize).orElse(shape.headSize());
    return 3 * 2 * pairs * shape.heads() * (head + shape.valueSize());
  }

  private double linearFlops(double weights) {
    return 3 * 2 * weights * tokens * execution.context();
  }

  private long columns(long all) {
    return Math.max(1, all / execution.tensor());
  }
}
