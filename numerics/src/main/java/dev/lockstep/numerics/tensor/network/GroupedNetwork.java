package dev.lockstep.numerics.tensor.network;

import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.head.Heads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A residual network cut by depth into modules and by width into groups of channels (Patel,
 * Eickenberg, Belilovsky, "Local learning with neuron groups", arXiv 2301.07635): a node has its
 * share of the channels of all layers of a module. Its first layer reads all channels of the module
 * below, the others its own. Classifiers are heads, which read all channels of their module.
 *
 * <p>Where a module begins with a block of equal shape, the published code keeps the identity as
 * shortcut of a group's own channels; here a node's first block projects all channels.
 *
 * @param network what is cut; its classifier is left out
 * @param modules by depth, at least 1
 * @param groups by width, at least 1
 */
public record GroupedNetwork(ResidualNetwork network, int modules, int groups) {

  /** Checks that the network can be cut so. */
  public GroupedNetwork {
    int units = 1 + 3 * network.blocks();
    if (modules < 1 || modules > units || groups < 1 || network.width() % groups != 0) {
      throw new IllegalArgumentException(
          "a network of %d units and width %d in %d modules of %d groups; as many units as modules are needed, and a width that the groups divide"
              .formatted(units, network.width(), modules, groups));
    }
    if (network.kind() == ResidualNetwork.Kind.REVERSIBLE && groups > 1) {
      throw new IllegalArgumentException(
          "reversible blocks are not cut into groups. Maybe take plain ones?");
    }
  }

  /**
   * A share of a module.
   *
   * @param body its layers
   * @param head from all channels of its module to classes
   */
  public record Node(Layer body, Layer head) {}

  /**
   * All nodes: those of a module one after the other, from the lowest module up.
   *
   * @param hidden features of a head's hidden layer, 128 in the published code
   */
  public List<Node> nodes(int hidden) {
    int units = 1 + 3 * network.blocks();
    List<Node> nodes = new ArrayList<>();
    for (int module = 0; module < modules; module++) {
      int from = module * units / modules;
      int to = (module + 1) * units / modules;
      for (int group = 0; group < groups; group++) {
        Layer head =
            Heads.oneConvolution(
                channels(to - 1), hidden, network.classes(), network.normalisation());
        nodes.add(new Node(body(from, to), head));
      }
    }
    return Collections.unmodifiableList(nodes);
  }

  private Sequence body(int from, int to) {
    List<Layer> layers = new ArrayList<>();
    for (int unit = from; unit < to; unit++) {
      int outputs = channels(unit) / groups;
      if (unit == 0) {
        layers.add(network.stem(outputs));
      } else {
        int inputs = unit == from ? channels(unit - 1) : channels(unit - 1) / groups;
        boolean smaller = channels(unit) > channels(unit - 1);
        layers.add(network.block(inputs, outputs, smaller ? 2 : 1));
      }
    }
    return new Sequence(layers);
  }

  /** Channels that a unit puts out over all groups. */
  private int channels(int unit) {
    return unit == 0 ? network.width() : network.width() << (unit - 1) / network.blocks();
  }
}
