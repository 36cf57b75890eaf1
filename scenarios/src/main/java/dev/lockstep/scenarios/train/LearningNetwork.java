package dev.lockstep.scenarios.train;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.run.StageNetwork;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Flatten;
import dev.lockstep.numerics.tensor.layer.Initials;
import dev.lockstep.numerics.tensor.layer.Relu;
import dev.lockstep.numerics.tensor.sequence.TransformerNetwork;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.section.learning.NetworkSection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A network by its description, cut into stages. */
final class LearningNetwork {

  private static final String POINTER = "/learning/network";
  private static final int IMAGE_DIMENSIONS = 3;

  private final List<Layer> layers;
  private final DataSet data;

  private LearningNetwork(List<Layer> layers, DataSet data) {
    this.layers = layers;
    this.data = data;
  }

  static LearningNetwork of(NetworkSection network, DataSet data) {
    try {
      List<Layer> layers =
          network
              .mlp()
              .map(mlp -> mlp(mlp, data))
              .or(() -> network.transformer().map(decoder -> decoder(decoder, data)))
              .orElseThrow(
                  () -> new RefusedException(POINTER, "residual networks are not there yet", ""));
      return new LearningNetwork(layers, data);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(POINTER, e.getMessage(), "");
    }
  }

  private static List<Layer> mlp(NetworkSection.Mlp mlp, DataSet data) {
    List<Layer> layers = new ArrayList<>();
    int features =
        (int) data.inputShape().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    for (int layer = 0; layer < mlp.depth(); layer++) {
      Dense dense = dense(layer == 0 ? features : mlp.width(), mlp.width());
      layers.add(
          layer == 0 && data.inputShape().size() > 1
              ? Sequence.of(new Flatten(), dense, new Relu())
              : Sequence.of(dense, new Relu()));
    }
    layers.add(new Dense(mlp.width(), data.classes()));
    return layers;
  }

  /** Of variance 2 / inputs, so that deep networks begin to learn (He et al. 2015, section 2.2). */
  private static Dense dense(int inputs, int outputs) {
    return new Dense(inputs, outputs, Initials.normal(Math.sqrt(2.0 / inputs)));
  }

  private static List<Layer> decoder(NetworkSection.Transformer decoder, DataSet data) {
    int positions = data.inputShape().get(0).intValue();
    return new TransformerNetwork(
            data.classes(), positions, decoder.width(), decoder.heads(), decoder.blocks())
        .layers();
  }

  /**
   * The network in stages of as equal numbers of layers as can be, with heads where a strategy has
   * them.
   */
  List<StageNetwork> cut(int stages, Strategy strategy) {
    if (strategy.widthGroups() > 1) {
      throw new RefusedException(
          "/strategy", "it has no numbers: this network is not cut into groups of channels", "");
    }
    if (layers.size() < stages) {
      throw new RefusedException(
          POINTER,
          "has %d layers to cut between, but the schedule has %d stages"
              .formatted(layers.size(), stages),
          "Take a deeper network.");
    }
    List<StageNetwork> cut = new ArrayList<>();
    long[] shape = data.inputShape().stream().mapToLong(Long::longValue).toArray();
    for (int stage = 0; stage < stages; stage++) {
      int from = stage * layers.size() / stages;
      int to = (stage + 1) * layers.size() / stages;
      Sequence body = new Sequence(layers.subList(from, to));
      shape = body.outputShape(shape);
      cut.add(
          strategy.hasAuxiliaryHead(stage, stages)
              ? StageNetwork.of(body, head(shape))
              : StageNetwork.of(body));
    }
    return cut;
  }

  private Layer head(long... shape) {
    if (shape.length == IMAGE_DIMENSIONS) {
      int features = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
      return Sequence.of(new Flatten(), new Dense(features, data.classes()));
    }
    return new Dense((int) shape[shape.length - 1], data.classes());
  }
}
