package dev.lockstep.scenarios.scenario.section;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a mini-batch is split and how it is computed.
 *
 * @param microBatches micro-batches of a mini-batch, for each replica: as given, or {@code
 *     globalBatch / (microBatch x data)}
 * @param globalBatch samples of a mini-batch over all replicas, if given
 * @param microBatch samples of a micro-batch, if given
 * @param precision of matrix products
 * @param optimizer what updates the weights
 * @param recompute what a backward computes again
 * @param attention whether attention is one kernel
 * @param framework whose kernels compute it
 * @param overlap whether data-parallel communication goes on beside the backward
 * @param auxiliaryHead what gives a stage a loss of its own, in strategies that need it
 * @param auxiliaryDepth most layers of such a head, if made of layers like those that follow
 * @param launch which process of the host launches kernels
 * @param transfers whether a device computes while it sends to another stage
 * @param loss whether a language model's loss is one kernel
 * @param execution whether PyTorch compiles what it runs
 */
public record TrainingSection(
    @Key(
            value = "micro-batches of a mini-batch and replica; or give globalBatch and microBatch",
            or = "null")
        @Bounds(min = 1, max = 1e6)
        int microBatches,
    @Key("samples of a mini-batch over all replicas; with microBatch") @Bounds(min = 1, max = 1e9)
        OptionalInt globalBatch,
    @Key("samples of a micro-batch") @Bounds(min = 1, max = 1e9) OptionalInt microBatch,
    @Key("of matrix products; bf16 if absent, fp32 on devices without it")
        Optional<Precision> precision,
    @Key("what updates the weights; adam if absent") Optional<Optimizer> optimizer,
    @Key("what a backward computes again; none if absent") Optional<Recompute> recompute,
    @Key("attention in one kernel or several; follows the device's generation if absent")
        Optional<Attention> attention,
    @Key(
            "whose kernels compute it and who shares weights; if absent megatron, with zeroStage 3"
                + " pytorch-fsdp, or deepspeed in fp16")
        Optional<Framework> framework,
    @Key(
            "data-parallel communication goes on beside the computation; if absent, where sharded"
                + " states cross the network")
        Optional<Boolean> overlap,
    @Key("what gives a stage a loss of its own; mlp-sr if absent, vocabulary for transformers")
        Optional<AuxiliaryHead> auxiliaryHead,
    @Key("with auxiliaryHead auglocal: layers of the head behind the first stage; 3 if absent")
        @Bounds(min = 1, max = 1000)
        OptionalInt auxiliaryDepth,
    @Key(
            "who launches the kernels of the stages, and whether the first device sums the replicas'"
                + " gradients; one-process if absent for ddg, features-replay, fdg and local without tensor, else"
                + " process-per-device")
        Optional<Launch> launch,
    @Key(
            "whether a device computes while it sends to another stage; if absent, synchronous for"
                + " Megatron's 1f1b, and for its interleaved-1f1b up to A100")
        Optional<Transfers> transfers,
    @Key(
            "a language model's loss in one kernel or several; if absent, follows attention, but"
                + " unfused for Megatron up to A100, and for pytorch-fsdp while logits fit")
        Optional<Loss> loss,
    @Key("pytorch-fsdp: operations in kernels of their own, or compiled; compiled if absent")
        Optional<Execution> execution) {

  /** Formats of matrix products. */
  public enum Precision {
    /** Single. */
    FP32,
    /** Single in memory, less in the products. */
    TF32,
    /** Half. */
    FP16,
    /** Brain float. */
    BF16,
    /** 8 bits, a scale for each tensor. */
    FP8,
    /** 8 bits, a scale for each block. */
    MXFP8,
    /** 4 bits, a scale for each block. */
    NVFP4
  }

  /** Ways to update weights. */
  public enum Optimizer {
    /** Gradient descent. */
    SGD,
    /** With momentum. */
    MOMENTUM,
    /** Adam or AdamW. */
    ADAM,
    /** RMSProp with momentum. */
    RMSPROP
  }

  /** What a backward computes again. */
  public enum Recompute {
    /** Nothing. */
    NONE,
    /** Attention. */
    SELECTIVE,
    /** Whole layers, each from its input. */
    FULL,
    /** Whole stages, each from its input (GPipe, arXiv 1811.06965, section 2.3). */
    STAGE,
    /** The same, but for the last micro-batch, whose backward comes at once (torchgpipe). */
    STAGE_EXCEPT_LAST
  }

  /** How attention is computed. */
  public enum Attention {
    /** In one kernel that keeps no scores. */
    FLASH,
    /** In several kernels that keep the scores. */
    UNFUSED
  }

  /** Software that decides which kernels compute a layer, and how well. */
  public enum Framework {
    /** Megatron-LM and its descendants: fused kernels. */
    MEGATRON,
    /** PyTorch's own layers, weights shared by FSDP. */
    PYTORCH_FSDP,
    /** Megatron-LM's kernels, weights shared by DeepSpeed's ZeRO stage 3 as of 2021. */
    DEEPSPEED
  }

  /** How PyTorch executes a layer. */
  public enum Execution {
    /** Every operation in a kernel of its own. */
    EAGER,
    /** Passes over memory fused by its compiler. */
    COMPILED
  }

  /** Which process of the host launches the kernels of a device. */
  public enum Launch {
    /** One for all stages of a replica, in turn. */
    ONE_PROCESS,
    /** One for each device. */
    PROCESS_PER_DEVICE
  }

  /** What a device does while it sends to another stage. */
  public enum Transfers {
    /** It waits until what it sends has crossed. */
    SYNCHRONOUS,
    /** It goes on. */
    OVERLAPPED
  }

  /** How the loss of a language model is computed. */
  public enum Loss {
    /** In one kernel over logits of 16 bits. */
    FUSED,
    /** In several kernels over logits in single precision. */
    UNFUSED
  }

  /** What gives a stage a loss of its own: heads by the names that papers and programs use. */
  public enum AuxiliaryHead {
    /** Means, three 1 x 1 convolutions, three hidden layers (DGL, arXiv 1901.08164). */
    MLP_SR,
    /** A 3 x 3 convolution in steps of two and 128 hidden features (GN-DGL, arXiv 2301.07635). */
    _1C2F,
    /** 3 x 3 convolutions of 128 and 64 channels (interlocking, arXiv 2010.04116). */
    CONV128_CONV64,
    /** Layers like some that follow, fewer towards the output (AugLocal, arXiv 2402.17318). */
    AUGLOCAL,
    /** A decoder that gives the image back, and 1c2f (InfoPro, arXiv 2101.10832). */
    INFOPRO,
    /** A linear layer over the vocabulary, as a language model ends. */
    VOCABULARY,
    /** A linear layer: over the mean of an image, or as a transformer ends. */
    LINEAR,
    /** Another name of {@link #MLP_SR}. */
    POOLED,
    /** Another name of {@link #_1C2F}. */
    STRIDED,
    /** Another name of {@link #CONV128_CONV64}. */
    CONVOLUTIONS
  }

  /**
   * How often whole stages are recomputed for each micro-batch: 0, 1, or less than 1 where the last
   * micro-batch is spared.
   */
  public double recomputedStages() {
    return switch (recompute.orElse(Recompute.NONE)) {
      case NONE, SELECTIVE, FULL -> 0;
      case STAGE -> 1;
      case STAGE_EXCEPT_LAST -> 1 - 1.0 / microBatches;
    };
  }

  /** The same mini-batch split and recomputed in another way. */
  public TrainingSection split(
      int otherMicroBatches, OptionalInt samplesOfMicroBatch, Optional<Recompute> otherRecompute) {
    return new TrainingSection(
        otherMicroBatches,
        globalBatch,
        samplesOfMicroBatch,
        precision,
        optimizer,
        otherRecompute,
        attention,
        framework,
        overlap,
        auxiliaryHead,
        auxiliaryDepth,
        launch,
        transfers,
        loss,
        execution);
  }

  /** A number of micro-batches, and nothing said of how they are computed. */
  public static TrainingSection of(
      int microBatches, OptionalInt globalBatch, OptionalInt microBatch) {
    return new TrainingSection(
        microBatches,
        globalBatch,
        microBatch,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
