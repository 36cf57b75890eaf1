package dev.lockstep.scenarios.assembly.network;

import static java.util.Collections.nCopies;

import dev.lockstep.core.strategy.Vocabulary;
import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.Recompute;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the devices of a pipeline have of a network.
 *
 * @param network the network as a whole
 * @param execution on one device
 * @param layers what a device computes of each layer
 * @param heads behind stages with losses of their own
 * @param split into neuron groups, if it is
 */
public record NetworkShape(
    Network network,
    Execution execution,
    List<LayerWork> layers,
    AuxiliaryHeads heads,
    Optional<WidthSplit> split) {

  /** Copies the list. */
  public NetworkShape {
    layers = List.copyOf(layers);
  }

  /** A network whose layers are not split. */
  public static NetworkShape of(Network network, Execution execution, AuxiliaryHeads heads) {
    return new NetworkShape(network, execution, network.layers(execution), heads, Optional.empty());
  }

  /** What all devices of a pipeline compute, shares of a vocabulary on each of them too. */
  public List<LayerWork> works(int pipeline) {
    Stream<LayerWork> shares =
        heads.share().stream().flatMap(share -> nCopies(pipeline, share).stream());
    return Stream.concat(layers.stream(), shares).toList();
  }

  /** What the network is shown, for one micro-batch: what a layer that is recomputed keeps. */
  public double inputBytes() {
    return network.layers(execution.withRecompute(Recompute.FULL)).get(0).activationBytes();
  }

  /**
   * The same with its embedding and head where a strategy has them.
   *
   * @param pipeline devices of the pipeline
   * @throws IllegalArgumentException in one line, if it cannot have them there
   */
  public NetworkShape with(Vocabulary vocabulary, int pipeline) {
    if (!vocabulary.isShared()) {
      return this;
    }
    SharedVocabulary shared = SharedVocabulary.of(network, execution, pipeline, vocabulary, heads);
    return new NetworkShape(network, execution, shared.layers(), shared.heads(), split);
  }

  /**
   * The same in neuron groups that are stages of their own.
   *
   * @throws IllegalArgumentException in one line, if the network has no such groups
   */
  public NetworkShape splitIntoStages(int groups) {
    return groups == 1 ? this : with(WidthSplit.intoStages(network, groups));
  }

  /**
   * The same in neuron groups that are ranks of each stage.
   *
   * @throws IllegalArgumentException in one line, if the network has no such groups
   */
  public NetworkShape splitIntoRanks(int groups) {
    return groups == 1 ? this : with(WidthSplit.intoRanks(network, groups));
  }

  private NetworkShape with(WidthSplit into) {
    return new NetworkShape(
        network, execution, into.layers(Set.of(), execution), heads.of(into), Optional.of(into));
  }

  /**
   * The same cut: neuron groups exchange their channels where a module begins.
   *
   * @param ends last layer of each module
   */
  public NetworkShape cutBehind(Set<Integer> ends) {
    return split
        .map(s -> new NetworkShape(network, execution, s.layers(ends, execution), heads, split))
        .orElse(this);
  }

  /** Neuron groups that each layer is split into. */
  public int groups() {
    return split.map(WidthSplit::groups).orElse(1);
  }

  /** Stages side by side that hold a part of a partition. */
  public int stagesOfPart() {
    return split.map(WidthSplit::stagesOfModule).orElse(1);
  }

  /** What is assumed. */
  public List<String> notes() {
    return split.map(WidthSplit::notes).orElse(List.of());
  }
}
