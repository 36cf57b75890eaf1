package dev.lockstep.devices.layers.transformer;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Collective.Axis;
import dev.lockstep.devices.kernel.Collective.Kind;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.WorkBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * A transformer: embedding, blocks, head. The embedding and the head are layers with costs of their
 * own; a network without a vocabulary has neither.
 *
 * @param shape what it looks like
 */
public record Transformer(TransformerShape shape) implements Network {

  /** Megatron-LM pads each device's share of the vocabulary to a multiple of this. */
  private static final int VOCABULARY_MULTIPLE = 128;

  /**
   * Bytes that a loss in separate kernels moves for one logit, and how many kernels it takes, as in
   * Megatron-LM's {@code tensor_parallel/cross_entropy.py}: to single precision (6), largest (4),
   * subtract (8), exponential (8), sum (4), divide (8); backward: scale (8), to half (6).
   */
  private static final double LOSS_BYTES = 38;

  private static final double LOSS_GRADIENT_BYTES = 14;
  private static final double FUSED_LOSS_BYTES = 4;
  private static final double FUSED_LOSS_GRADIENT_BYTES = 4;
  private static final int LOSS_KERNELS = 8;

  private static final int SINGLE = 4;
  private static final int LONGEST_UNFUSED_TOKENS = 2048;

  @Override
  public List<LayerWork> layers(Execution execution) {
    List<LayerWork> layers = new ArrayList<>();
    if (shape.vocabulary() > 0) {
      layers.add(embedding(execution));
    }
    for (int block = 0; block < shape.layers(); block++) {
      layers.add(BlockWork.of(shape, execution, block));
    }
    if (shape.vocabulary() > 0) {
      layers.add(head(execution));
    }
    return List.copyOf(layers);
  }

  @Override
  public double parameters() {
    Execution alone = Execution.alone(1, Precision.BF16);
    double all =
        layers(alone).stream().mapToDouble(l -> l.parameters() + l.expertParameters()).sum();
    return shape.tiedEmbedding() ? all - (double) shape.vocabulary() * shape.hidden() : all;
  }

  @Override
  public int tokensPerSample() {
    return shape.sequence();
  }

  @Override
  public int vocabulary() {
    return shape.vocabulary();
  }

  @Override
  public boolean hasAttention() {
    return true;
  }

  /** Longer sequences, a gate, grouped queries or a head of its own. */
  @Override
  public boolean isOfFusedAttention() {
    return shape.sequence() > LONGEST_UNFUSED_TOKENS
        || shape.gated()
        || shape.keyValueHeads() < shape.heads()
        || !shape.tiedEmbedding();
  }

  LayerWork embedding(Execution execution) {
    double elements = elements(execution);
    int bytes = execution.precision().activationBytes();
    WorkBuilder work =
        new WorkBuilder(execution)
            .pass("embed", 3 * elements, 3 * elements)
            .keep(execution.dropout() ? elements * shared(execution) : 0)
            .parameters((double) shareOfVocabulary(execution) * shape.hidden())
            .weightGradient(accumulation(execution));
    if (shape.learnedPositions()) {
      work.parameters((double) shape.sequence() * shape.hidden())
          .pass("positions", 2 * elements, elements);
    }
    if (execution.tensor() > 1) {
      work.exchange(
          execution.sequenceParallel() ? Kind.REDUCE_SCATTER : Kind.ALL_REDUCE,
          bytes * elements,
          Axis.TENSOR);
      if (execution.sequenceParallel()) {
        work.exchangeBack(Kind.ALL_GATHER, bytes * elements, Axis.TENSOR, false);
      }
    }
    double boundary = bytes * elements * shared(execution);
    return work.build("embedding", LayerWork.Kind.INPUT, 0, boundary);
  }

  /**
   * The gradient of a table is as large as the table, however few of its rows were read: it is
   * cleared, and added to what other micro-batches gave.
   */
  private MemoryPass accumulation(Execution execution) {
    int bytes = execution.precision().activationBytes();
    int summed = execution.precision() == Precision.FP16 ? bytes : SINGLE;
    double weights = (double) shareOfVocabulary(execution) * shape.hidden();
    return new MemoryPass("gradient accumulation", 2.0 * (bytes + summed) * weights, 2);
  }

  /** Last normalisation, logits, loss. */
  LayerWork head(Execution execution) {
    long tokens = tokens(execution);
    double elements = elements(execution);
    int bytes = execution.precision().activationBytes();
    long columns = shareOfVocabulary(execution);
    double logits = (double) tokens * columns;
    // PyTorch's own loss is one kernel in each direction, and is timed as if it were fused.
    boolean fused = execution.fusedLoss() || execution.software().isPytorch();
    WorkBuilder work =
        new WorkBuilder(execution.with16BitHead())
            .pass("normalise", 2 * elements * shared(execution), 4 * elements * shared(execution))
            .keep(bytes * elements * shared(execution))
            .keepInput(bytes * elements * shared(execution))
            .parameters(shape.bias() ? 2.0 * shape.hidden() : shape.hidden())
            .linear(tokens, shape.hidden(), columns)
            .parameters((double) columns * shape.hidden())
            .forward(loss(logits * (fused ? FUSED_LOSS_BYTES : LOSS_BYTES), fused))
            .inputGradient(
                loss(logits * (fused ? FUSED_LOSS_GRADIENT_BYTES : LOSS_GRADIENT_BYTES), fused))
            .keep(lossKeptBytes(execution) * logits)
            .work(lossWorkBytes(execution) * logits)
            .modelFlops(
                3.0
                    * 2
                    * tokens
                    * execution.context()
                    * shape.hidden()
                    * (double) shape.vocabulary());
    if (execution.tensor() > 1) {
      double size = bytes * elements;
      if (execution.sequenceParallel()) {
        boolean gatheredOnce = execution.software().isPytorch(); // and kept
        work.keepInput(gatheredOnce ? size * (1 - shared(execution)) : 0)
            .exchange(Kind.ALL_GATHER, size, Axis.TENSOR)
            .exchangeBack(Kind.REDUCE_SCATTER, size, Axis.TENSOR, false);
      } else {
        work.exchangeBack(Kind.ALL_REDUCE, size, Axis.TENSOR, false);
      }
      for (int i = 0; i < 3; i++) { // largest logit, sum of exponentials, target's logit
        work.exchange(Kind.ALL_REDUCE, 4.0 * tokens, Axis.TENSOR);
      }
    }
    return work.build("head", LayerWork.Kind.OUTPUT, 0, 0);
  }

  /** Logits in 16 bits; or what an unfused loss keeps of them, in single precision. */
  private static double lossKeptBytes(Execution execution) {
    return execution.fusedLoss() ? 2 : 4;
  }

  /**
   * While the loss is computed. PyTorch's has two gradients in single precision beside each other;
   * over tensor-parallel ranks it is put together from single operations, and has three.
   */
  private static double lossWorkBytes(Execution execution) {
    if (execution.fusedLoss()) {
      return 2;
    }
    if (execution.software().isPytorch()) {
      return execution.tensor() > 1 ? 12 : 8;
    }
    return 6;
  }

  private static MemoryPass loss(double sizeBytes, boolean fused) {
    return new MemoryPass("loss", sizeBytes, fused ? 1 : LOSS_KERNELS);
  }

  private long shareOfVocabulary(Execution execution) {
    int tensor = execution.tensor();
    if (tensor == 1) {
      return shape.vocabulary();
    }
    int multiple = VOCABULARY_MULTIPLE * tensor;
    return (long) -Math.floorDiv(-shape.vocabulary(), multiple) * VOCABULARY_MULTIPLE;
  }

  private long tokens(Execution execution) {
    return (long) execution.microBatch() * shape.sequence() / execution.context();
  }

  private double elements(Execution execution) {
    return (double) tokens(execution) * shape.hidden();
  }

  private static double shared(Execution execution) {
    return execution.sequenceParallel() ? 1.0 / execution.tensor() : 1;
  }
}
