package dev.lockstep.devices.layers.convolutional.width;

import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.convolutional.AuxiliaryHead;
import dev.lockstep.devices.layers.convolutional.ResNet;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import dev.lockstep.devices.layers.convolutional.graph.Operations;
import dev.lockstep.devices.layers.convolutional.graph.Tape;
import dev.lockstep.devices.layers.convolutional.graph.Tensor;
import dev.lockstep.devices.layers.convolutional.graph.Window;
import java.util.List;
import java.util.Set;

/**
 * One of the neuron groups that GN-DGL splits a residual network of basic blocks into (Patel,
 * Eickenberg, Belilovsky, "Local learning with neuron groups", arXiv 2301.07635;
 * adeetyapatel12/GN-DGL): a share of the channels of every layer. Inside a module convolutions see
 * the group's own channels only. At the start of a module the first convolution and the projection
 * beside it see those of all groups, gathered; a shortcut without projection is the own channels.
 * So a group's convolutions are a {@code groups}-th of a {@code groups}-th of the network's.
 *
 * @param network what is split; its shortcuts are projected, as the authors' are
 * @param ends last layer of each module, the stem being layer 0
 * @param groups number of groups; divides the channels
 */
public record NeuronGroup(ResNet network, Set<Integer> ends, int groups) {

  private static final int HIDDEN = 128;

  /** Refuses what cannot be split so. */
  public NeuronGroup {
    ends = Set.copyOf(ends);
    if (network.unit() != ResNet.Unit.BASIC || network.stem() != ResNet.Stem.SMALL_IMAGES) {
      throw new IllegalArgumentException(
          "neuron groups of %s blocks behind a stem for %s; basic blocks behind one for small images can be split"
              .formatted(network.unit(), network.stem()));
    }
    if (groups < 1 || network.channels() % groups != 0) {
      throw new IllegalArgumentException(
          "%d groups of %d channels; the groups must divide the channels"
              .formatted(groups, network.channels()));
    }
  }

  /** What one group computes of each layer of the body, without heads. */
  public List<LayerWork> layers(Execution execution) {
    Tape tape = new Tape(execution);
    Operations operations = new Operations(tape);
    Tensor own =
        unit(operations, tape.image(network.image()), network.channels() / groups, 1, true);
    tape.block("stem", LayerWork.Kind.INPUT);
    for (int layer = 1; layer < network.bodyLayers(); layer++) {
      own = block(tape, operations, own, layer);
      tape.block("layer " + layer, LayerWork.Kind.BLOCK);
    }
    return tape.layers(Granularity.BLOCKS);
  }

  /** The head of a group behind a layer: it sees the channels of all groups. */
  public LayerWork head(int layer, Execution execution) {
    ImageShape features = network.outputs().get(layer);
    return AuxiliaryHead.strided(HIDDEN).behind(features, network.classes(), execution);
  }

  private Tensor block(Tape tape, Operations operations, Tensor own, int layer) {
    int width = network.width(layer);
    int before = network.width(layer - 1);
    int stride = width == before ? 1 : 2;
    ImageShape shape = own.shape();
    Tensor input =
        ends.contains(layer - 1) && groups > 1
            ? tape.features(new ImageShape(before, shape.height(), shape.width()))
            : own;
    Tensor x = unit(operations, input, width / groups, stride, true);
    x = unit(operations, x, width / groups, 1, false);
    Tensor beside = own;
    if (stride > 1) {
      Tensor projected = operations.convolution(input, width / groups, Window.square(1).by(stride));
      beside = operations.batchNorm(projected);
    }
    return operations.relu(operations.add(x, beside));
  }

  private static Tensor unit(
      Operations operations, Tensor input, int channels, int stride, boolean activated) {
    Tensor x =
        operations.batchNorm(operations.convolution(input, channels, Window.square(3).by(stride)));
    return activated ? operations.relu(x) : x;
  }
}
