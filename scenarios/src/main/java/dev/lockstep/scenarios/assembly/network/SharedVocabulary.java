package dev.lockstep.scenarios.assembly.network;

import dev.lockstep.core.strategy.Vocabulary;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.transformer.Transformer;
import java.util.List;

/**
 * A transformer whose embedding and head all devices of the pipeline share.
 *
 * @param layers what is left for the stages
 * @param heads a share of the vocabulary behind each stage
 */
public record SharedVocabulary(List<LayerWork> layers, AuxiliaryHeads heads) {

  /** Copies the list. */
  public SharedVocabulary {
    layers = List.copyOf(layers);
  }

  /**
   * Shares the vocabulary of a network.
   *
   * @param heads that the network's stages would have
   * @throws IllegalArgumentException in one line, if the network or its execution does not admit it
   */
  public static SharedVocabulary of(
      Network network,
      Execution execution,
      int devices,
      Vocabulary vocabulary,
      AuxiliaryHeads heads) {
    if (!(network instanceof Transformer transformer) || network.vocabulary() == 0) {
      throw new IllegalArgumentException(
          "devices share the vocabulary of a decoder or encoder; this network has none to share");
    }
    if (execution.tensor() > 1) {
      throw new IllegalArgumentException(
          "the vocabulary is shared by %d tensor-parallel ranks already; use tensor 1"
              .formatted(execution.tensor()));
    }
    boolean early = vocabulary == Vocabulary.SHARED_ONE_BARRIER;
    return new SharedVocabulary(
        transformer.layersWithoutVocabulary(execution),
        heads.replacedBy(transformer.vocabularyShare(execution, devices, early)));
  }
}
