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
  private static final double HALVED_BYTES = 6; // a softmax rounded to half, once more
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
    WorkBuilder work = words(new WorkBuilder(execution), execution, shareOfVocabulary(execution));
    return positions(work, execution);
  }

  /** Lookup of the words, of so many that the device holds. */
  private WorkBuilder words(WorkBuilder work, Execution execution, long held) {
    double elements = elements(execution);
    double weights = (double) held * shape.hidden();
    return work.pass("embed", 3 * elements, 3 * elements)
        .parameters(weights)
        .weightGradient(accumulation(execution, weights));
  }

  private LayerWork positions(WorkBuilder work, Execution execution) {
    double elements = elements(execution);
    int bytes = execution.precision().activationBytes();
    work.keep(execution.dropout() ? elements * shared(execution) : 0);
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
  private static MemoryPass accumulation(Execution execution, double weights) {
    int bytes = execution.precision().activationBytes();
    int summed = execution.precision() == Precision.FP16 ? bytes : SINGLE;
    return new MemoryPass("gradient accumulation", 2.0 * (bytes + summed) * weights, 2);
  }

  /** Last normalisation, logits, loss. */
  LayerWork head(Execution execution) {
    WorkBuilder work = new WorkBuilder(execution.with16BitHead());
    logits(normalisation(work, execution), execution, shareOfVocabulary(execution));
    work.modelFlops(headFlops(execution));
    double elements = elements(execution);
    int bytes = execution.precision().activationBytes();
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
        work.exchange(Kind.ALL_REDUCE, 4.0 * tokens(execution), Axis.TENSOR);
      }
    }
    return work.build("head", LayerWork.Kind.OUTPUT, 0, 0);
  }

  private WorkBuilder normalisation(WorkBuilder work, Execution execution) {
    double elements = elements(execution) * shared(execution);
    double size = execution.precision().activationBytes() * elements;
    return work.pass("normalise", 2 * elements, 4 * elements)
        .keep(size)
        .parameters(shape.bias() ? 2.0 * shape.hidden() : shape.hidden());
  }

  /** Logits of so many words that the device holds, and the loss. */
  private void logits(WorkBuilder work, Execution execution, long held) {
    double logits = (double) tokens(execution) * held;
    double elements = elements(execution) * shared(execution);
    // PyTorch's own loss is one kernel in each direction, and is timed as if it were fused.
    boolean fused = execution.fusedLoss() || execution.software().isPytorch();
    work.keepInput(execution.precision().activationBytes() * elements)
        .linear(tokens(execution), shape.hidden(), held)
        .parameters((double) held * shape.hidden())
        .forward(loss(logits * (fused ? FUSED_LOSS_BYTES : LOSS_BYTES), fused))
        .inputGradient(
            loss(logits * (fused ? FUSED_LOSS_GRADIENT_BYTES : LOSS_GRADIENT_BYTES), fused))
        .keep(lossKeptBytes(execution) * logits)
        .work(lossWorkBytes(execution) * logits);
  }

  private double headFlops(Execution execution) {
    double tokens = (double) tokens(execution) * execution.context();
    return 3.0 * 2 * tokens * shape.hidden() * shape.vocabulary();
  }

  /**
   * What stages compute where devices share the vocabulary: positions, blocks, the last
   * normalisation.
   */
  public List<LayerWork> layersWithoutVocabulary(Execution execution) {
    List<LayerWork> layers = new ArrayList<>(layers(execution));
    layers.set(0, positions(new WorkBuilder(execution), execution));
    WorkBuilder last = normalisation(new WorkBuilder(execution.with16BitHead()), execution);
    double size = execution.precision().activationBytes() * elements(execution);
    layers.set(layers.size() - 1, last.build("normalisation", LayerWork.Kind.OUTPUT, 0, size));
    return List.copyOf(layers);
  }

  /**
   * A device's share of the vocabulary: lookup of its words, their logits and loss (arXiv
   * 2411.05288, section 4). The vocabulary is padded to a multiple of twice the devices (section
   * 6.1). Words of the embedding and of the head are the same where they are tied.
   *
   * @param devices that share it
   * @param earlyGradient whether the input gradient is computed before the exchange of the sums,
   *     from a softmax that is scaled afterwards: algorithm 2
   */
  public LayerWork vocabularyShare(Execution execution, int devices, boolean earlyGradient) {
    long held = 2L * -Math.floorDiv(-shape.vocabulary(), 2 * devices);
    WorkBuilder work = words(new WorkBuilder(execution.with16BitHead()), execution, held);
    logits(work, execution, held);
    if (earlyGradient) {
      double softmax = HALVED_BYTES * tokens(execution) * held;
      work.inputGradient(new MemoryPass("softmax of the share", softmax, 1))
          .pass("target words", 0, 3 * elements(execution));
    }
    return work.parameters(shape.tiedEmbedding() ? -(double) held * shape.hidden() : 0)
        .modelFlops(headFlops(execution) / devices)
        .build("share of the vocabulary", LayerWork.Kind.OUTPUT, 0, 0);
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
