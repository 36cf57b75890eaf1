package dev.lockstep.devices.layers.transformer;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.kernel.Collective.Axis;
import dev.lockstep.devices.kernel.Collective.Kind;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.WorkBuilder;

/**
 * One block as one device sees it: normalisation, attention, residual, normalisation, feed-forward
 * or experts, residual. Each matrix of the attention and of the feed-forward network is divided
 * over the tensor-parallel group, first by columns, then by rows, so that one sum over the group
 * ends each half (arXiv 1909.08053, section 3); with sequence parallelism the sum becomes a
 * reduce-scatter, and an all-gather stands before the next half (arXiv 2205.05198, section 4.2.2).
 */
final class BlockWork {

  private static final int ROUTER_KERNELS = 8;

  private final TransformerShape shape;
  private final Execution execution;
  private final WorkBuilder work;
  private final long tokens;
  private final double elements;
  private final int bytes;

  private BlockWork(TransformerShape shape, Execution execution) {
    requireWholeShares(shape, execution);
    this.shape = shape;
    this.execution = execution;
    this.work = new WorkBuilder(execution);
    this.tokens = (long) execution.microBatch() * shape.sequence() / execution.context();
    this.elements = (double) tokens * shape.hidden();
    this.bytes = execution.precision().activationBytes();
  }

  static LayerWork of(TransformerShape shape, Execution execution, int block) {
    return new BlockWork(shape, execution).block(block);
  }

  /**
   * A block of a decoder that also attends to the output of an encoder; it hands that output on,
   * beside its own.
   *
   * @param sourceSequence tokens of a sample that the encoder has seen
   */
  static LayerWork decoder(
      TransformerShape shape, Execution execution, int block, int sourceSequence) {
    return new BlockWork(shape, execution).decoderBlock(block, sourceSequence);
  }

  /** Refuses, in one line, what frameworks refuse too. */
  private static void requireWholeShares(TransformerShape shape, Execution execution) {
    requireWhole(shape.heads(), "attention heads", execution.tensor(), "tensor");
    requireWhole(shape.ffnHidden(), "columns between the layers", execution.tensor(), "tensor");
    requireWhole(shape.sequence(), "tokens of a sample", execution.context(), "context");
    int experts = shape.experts().map(Experts::experts).orElse(1);
    if (experts == 1 && execution.expert() > 1) {
      throw new IllegalArgumentException(
          "expert %d, but the model has no experts; must be 1".formatted(execution.expert()));
    }
    requireWhole(experts, "experts", execution.expert(), "expert");
  }

  private static void requireWhole(int count, String parts, int degree, String name) {
    if (count % degree != 0) {
      throw new IllegalArgumentException(
          "%d %s over %s %d; must divide".formatted(count, parts, name, degree));
    }
  }

  private LayerWork block(int block) {
    attend();
    transform(block);
    double boundary = bytes * elements * shared();
    return work.build("block " + block, LayerWork.Kind.BLOCK, boundary, boundary);
  }

  private LayerWork decoderBlock(int block, int sourceSequence) {
    attend();
    attendToSource(sourceSequence);
    transform(block);
    double boundary = bytes * elements * shared();
    double source = boundary * sourceSequence / shape.sequence();
    return work.build("decoder " + block, LayerWork.Kind.BLOCK, boundary, boundary + source);
  }

  private void attend() {
    normalise();
    enterTensorParallel(elements);
    new AttentionWork(shape, execution, work, tokens).add();
    leaveTensorParallel();
    addResidual();
  }

  private void attendToSource(int sourceSequence) {
    long sourceTokens = (long) execution.microBatch() * sourceSequence / execution.context();
    normalise();
    enterTensorParallel(elements + (double) sourceTokens * shape.hidden());
    new CrossAttentionWork(shape, execution, work, tokens, sourceSequence).add();
    leaveTensorParallel();
    addResidual();
  }

  private void transform(int block) {
    normalise();
    if (shape.hasExperts(block)) {
      addExperts(shape.experts().orElseThrow());
    } else {
      enterTensorParallel(elements);
      feedForward(shape.ffnHidden());
      leaveTensorParallel();
    }
    addResidual();
  }

  /** Part of the tokens that this device has between matrix products. */
  private double shared() {
    return execution.sequenceParallel() ? 1.0 / execution.tensor() : 1;
  }

  /** Reads and writes; the output is the input of the linear layers behind it. */
  private void normalise() {
    double own = elements * shared();
    work.pass("normalise", 2 * own, 4 * own)
        .keep(bytes * own)
        .keepInput(savedInputBytes() * own)
        .parameters(shape.bias() ? 2.0 * shape.hidden() : shape.hidden());
  }

  /** An input that is kept for a weight gradient is kept in the format of the product. */
  private double savedInputBytes() {
    return execution.precision() == Precision.NVFP4
        ? 1
        : Math.min(bytes, execution.precision().operandBytes());
  }

  private void enterTensorParallel(double entering) {
    if (execution.tensor() == 1) {
      return;
    }
    double size = bytes * entering;
    if (execution.sequenceParallel()) {
      work.exchange(Kind.ALL_GATHER, size, Axis.TENSOR)
          .exchangeBack(Kind.ALL_GATHER, size, Axis.TENSOR, true)
          .exchangeBack(Kind.REDUCE_SCATTER, size, Axis.TENSOR, false);
    } else {
      work.exchangeBack(Kind.ALL_REDUCE, size, Axis.TENSOR, false);
    }
  }

  private void leaveTensorParallel() {
    if (execution.tensor() == 1) {
      return;
    }
    double size = bytes * elements;
    if (execution.sequenceParallel()) {
      work.exchange(Kind.REDUCE_SCATTER, size, Axis.TENSOR)
          .exchangeBack(Kind.ALL_GATHER, size, Axis.TENSOR, false);
    } else {
      work.exchange(Kind.ALL_REDUCE, size, Axis.TENSOR);
    }
  }

  /** Bias, dropout and residual in one pass. */
  private void addResidual() {
    double own = elements * shared();
    double mask = execution.dropout() ? 1.0 / bytes : 0;
    work.pass("residual", (3 + mask) * own, execution.dropout() ? (2 + mask) * own : own)
        .keep(execution.dropout() ? own : 0);
    if (shape.bias()) {
      work.parameters(shape.hidden());
    }
  }

  private void feedForward(int width) {
    long inner = Math.max(1, width / execution.tensor());
    long up = shape.gated() ? 2 * inner : inner;
    double activated = (double) tokens * inner;
    work.linear(tokens, shape.hidden(), up)
        .pass(
            "activation", (shape.gated() ? 3 : 2) * activated, (shape.gated() ? 5 : 3) * activated)
        .pass("bias gradient", 0, shape.bias() ? activated : 0)
        .linear(tokens, inner, shape.hidden())
        .parameters((double) shape.hidden() * (up + inner) + (shape.bias() ? up : 0))
        .keep(bytes * (double) tokens * up)
        .keepInput(savedInputBytes() * activated)
        .modelFlops(
            3.0
                * 2
                * tokens
                * execution.context()
                * shape.hidden()
                * (shape.gated() ? 3.0 : 2.0)
                * width);
  }

  /**
   * Each token goes to its experts, wherever they are, and comes back. The load of the experts is
   * taken as equal.
   */
  private void addExperts(Experts experts) {
    long routed = tokens * experts.active();
    long local = Math.max(1, experts.experts() / execution.expert());
    long rows = Math.max(1, routed / local);
    long inner = Math.max(1, experts.hidden() / execution.tensor());
    long up = shape.gated() ? 2 * inner : inner;
    double sent = (double) routed * shape.hidden();
    double activated = (double) rows * local * inner;
    int matrices = shape.gated() ? 3 : 2;
    work.linear(tokens, shape.hidden(), experts.experts())
        .parameters((double) shape.hidden() * experts.experts())
        .forward(new MemoryPass("route", 16.0 * tokens * experts.experts(), ROUTER_KERNELS))
        .inputGradient(new MemoryPass("route", 16.0 * tokens * experts.experts(), ROUTER_KERNELS))
        .pass("permute", 2 * sent, 2 * sent);
    exchangeTokens(sent);
    work.experts(local, rows, shape.hidden(), up)
        .pass(
            "activation", (shape.gated() ? 3 : 2) * activated, (shape.gated() ? 5 : 3) * activated)
        .experts(local, rows, inner, shape.hidden())
        .expertParameters((double) local * matrices * shape.hidden() * inner)
        .keepInput(savedInputBytes() * sent)
        .keep(bytes * (double) rows * local * up)
        .keepInput(savedInputBytes() * activated)
        .modelFlops(
            3.0 * 2 * routed * execution.context() * shape.hidden() * matrices * experts.hidden());
    exchangeTokens(sent);
    work.pass("unpermute", 2 * sent, 2 * sent).keep(bytes * sent);
    if (experts.shared() > 0) {
      enterTensorParallel(elements);
      feedForward(experts.shared() * experts.hidden());
      leaveTensorParallel();
    }
  }

  private void exchangeTokens(double sent) {
    if (execution.expert() > 1) {
      work.exchange(Kind.ALL_TO_ALL, bytes * sent, Axis.EXPERT)
          .exchangeBack(Kind.ALL_TO_ALL, bytes * sent, Axis.EXPERT, false);
    }
  }
}
