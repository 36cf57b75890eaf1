package dev.lockstep.scenarios.assembly.network;

import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.Recompute;
import dev.lockstep.devices.layers.convolutional.AuxiliaryHead;
import dev.lockstep.devices.layers.convolutional.ImageNetwork;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import dev.lockstep.scenarios.scenario.section.TrainingSection;
import java.util.List;
import java.util.Optional;

/**
 * The heads that give stages of a network losses of their own: for images as the papers on local
 * learning built them, for transformers a head like the network's own.
 */
public final class AuxiliaryHeads {

  private static final int DGL_CONVOLUTIONS = 3;
  private static final int DGL_HIDDEN = 3;
  private static final int STRIDED_HIDDEN = 128;
  private static final List<Integer> INTERLOCKING_CHANNELS = List.of(128, 64);

  private final Network network;
  private final Execution execution;
  private final TrainingSection.AuxiliaryHead kind;
  private final Optional<LayerWork> share;

  /**
   * Heads of one kind.
   *
   * @param asked the kind; pooled ones for images and linear ones for transformers, if absent
   */
  public AuxiliaryHeads(
      Network network, Execution execution, Optional<TrainingSection.AuxiliaryHead> asked) {
    this.network = network;
    this.execution = execution.withRecompute(Recompute.NONE);
    this.kind =
        asked.orElse(
            network instanceof ImageNetwork
                ? TrainingSection.AuxiliaryHead.POOLED
                : TrainingSection.AuxiliaryHead.LINEAR);
    this.share = Optional.empty();
  }

  private AuxiliaryHeads(AuxiliaryHeads other, LayerWork share) {
    this.network = other.network;
    this.execution = other.execution;
    this.kind = other.kind;
    this.share = Optional.of(share);
  }

  /** In their place, behind every stage, a share of the network's own head. */
  AuxiliaryHeads replacedBy(LayerWork vocabularyShare) {
    return new AuxiliaryHeads(this, vocabularyShare);
  }

  /** A stage's share of the network's own head, if stages have that. */
  public Optional<LayerWork> share() {
    return share;
  }

  /**
   * The work of a head behind a layer, with its loss.
   *
   * @param layer counted from the input
   * @throws IllegalArgumentException in one line, if the network cannot have such a head
   */
  public LayerWork behind(int layer) {
    return share.orElseGet(
        () -> network instanceof ImageNetwork images ? behind(images, layer) : own());
  }

  /** What was assumed, in one line. */
  public String note() {
    if (share.isPresent()) {
      return "embedding and head are shared by all devices; what a share keeps from one pass to the"
          + " other counts as work space";
    }
    return "auxiliary heads are %s; their weights count among the stage's, their activations as work space"
        .formatted(words());
  }

  private String words() {
    if (!(network instanceof ImageNetwork)) {
      return "like the network's own: normalisation, linear layer, loss";
    }
    return switch (kind) {
      case POOLED -> "those of DGL (arXiv 1901.08164): pooled, 3 convolutions, 3 hidden layers";
      case STRIDED -> "those of GN-DGL (arXiv 2301.07635): a strided convolution, 128 features";
      case CONVOLUTIONS -> "two 3 x 3 convolutions of 128 and 64 channels (arXiv 2010.04116)";
      case LINEAR -> "a mean and a linear layer";
    };
  }

  private LayerWork behind(ImageNetwork images, int layer) {
    List<ImageShape> shapes = images.outputs();
    int classes = shapes.get(shapes.size() - 1).channels();
    ImageShape features = shapes.get(layer);
    AuxiliaryHead head =
        switch (kind) {
          case POOLED -> AuxiliaryHead.pooled(DGL_CONVOLUTIONS, DGL_HIDDEN);
          case STRIDED -> AuxiliaryHead.strided(STRIDED_HIDDEN);
          case CONVOLUTIONS -> AuxiliaryHead.convolutions(INTERLOCKING_CHANNELS);
          case LINEAR -> AuxiliaryHead.linear();
        };
    return head.behind(features, classes, execution);
  }

  private LayerWork own() {
    List<LayerWork> layers = network.layers(execution);
    LayerWork last = layers.get(layers.size() - 1);
    if (kind != TrainingSection.AuxiliaryHead.LINEAR || last.kind() != LayerWork.Kind.OUTPUT) {
      throw new IllegalArgumentException(
          kind == TrainingSection.AuxiliaryHead.LINEAR
              ? "the network has no head that stages could have too; give it a vocabulary"
              : "auxiliaryHead %s is for images; a transformer has linear ones"
                  .formatted(kind.name().toLowerCase(java.util.Locale.ROOT)));
    }
    return last;
  }
}
