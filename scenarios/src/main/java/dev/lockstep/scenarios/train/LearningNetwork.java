package dev.lockstep.scenarios.train;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.numerics.data.DataSet;
import dev.lockstep.numerics.run.StageNetwork;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Reversible;
import dev.lockstep.numerics.tensor.ReversibleSequence;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.block.Normalisation;
import dev.lockstep.numerics.tensor.head.InfoProWeights;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Flatten;
import dev.lockstep.numerics.tensor.layer.Initials;
import dev.lockstep.numerics.tensor.layer.Relu;
import dev.lockstep.numerics.tensor.network.GroupedNetwork;
import dev.lockstep.numerics.tensor.network.ResidualNetwork;
import dev.lockstep.numerics.tensor.sequence.TransformerNetwork;
import dev.lockstep.scenarios.prepare.RefusedException;
import dev.lockstep.scenarios.scenario.section.TrainingSection.AuxiliaryHead;
import dev.lockstep.scenarios.scenario.section.learning.InfoProSection;
import dev.lockstep.scenarios.scenario.section.learning.LearningSection;
import dev.lockstep.scenarios.scenario.section.learning.NetworkSection;
import dev.lockstep.scenarios.scenario.section.learning.NetworkSection.Mlp;
import dev.lockstep.scenarios.scenario.section.learning.NetworkSection.Normalization;
import dev.lockstep.scenarios.scenario.section.learning.NetworkSection.Resnet;
import dev.lockstep.scenarios.scenario.section.learning.NetworkSection.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A network by its description, cut into stages. Each has layers, and statistics, of its own. */
final class LearningNetwork {

  private static final String POINTER = "/learning/network";

  private final List<Layer> layers;
  private final Optional<ResidualNetwork> residual;
  private final DataSet data;
  private final Optional<InfoProSection> infoPro;

  private LearningNetwork(
      List<Layer> layers,
      Optional<ResidualNetwork> residual,
      DataSet data,
      Optional<InfoProSection> infoPro) {
    this.layers = layers;
    this.residual = residual;
    this.data = data;
    this.infoPro = infoPro;
  }

  /**
   * A network for a data set.
   *
   * @throws RefusedException if it cannot take such samples
   */
  static LearningNetwork of(LearningSection learning, DataSet data) {
    NetworkSection network = learning.network();
    DataForm form = DataForm.of(learning.data().name());
    check(network, form, data.name());
    Optional<ResidualNetwork> residual = network.resnet().map(resnet -> residual(resnet, data));
    return new LearningNetwork(
        network
            .mlp()
            .map(mlp -> dense(mlp, form, data))
            .or(() -> residual.map(ResidualNetwork::units))
            .or(() -> network.transformer().map(decoder -> decoder(decoder, data)))
            .orElseThrow(),
        residual,
        data,
        learning.infoPro());
  }

  private static void check(NetworkSection network, DataForm form, String data) {
    if (network.mlp().isPresent() && form == DataForm.TEXT) {
      throw unfit("mlp", "vectors and images", form, data, "transformer");
    }
    if (network.resnet().isPresent() && form != DataForm.IMAGES) {
      throw unfit("resnet", "images", form, data, form == DataForm.TEXT ? "transformer" : "mlp");
    }
    if (network.transformer().isPresent() && form != DataForm.TEXT) {
      String others = form == DataForm.IMAGES ? "resnet or mlp" : "mlp";
      throw unfit("transformer", "text", form, data, others);
    }
  }

  private static RefusedException unfit(
      String network, String takes, DataForm form, String data, String others) {
    return new RefusedException(
        POINTER + "/" + network,
        "takes %s, but %s are %s".formatted(takes, "samples of " + data, form.word()),
        "Take %s, or data that fits.".formatted(others));
  }

  private static List<Layer> dense(Mlp mlp, DataForm form, DataSet data) {
    List<Layer> layers = new ArrayList<>();
    int inputs =
        (int) data.inputShape().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    for (int layer = 0; layer < mlp.depth(); layer++) {
      Dense dense = dense(layer == 0 ? inputs : mlp.width(), mlp.width());
      layers.add(
          layer == 0 && form == DataForm.IMAGES
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

  private static ResidualNetwork residual(Resnet resnet, DataSet data) {
    int channels = data.inputShape().get(0).intValue();
    ResidualNetwork.Kind kind = ResidualNetwork.Kind.valueOf(resnet.block().name());
    if (kind == ResidualNetwork.Kind.REVERSIBLE && resnet.width() % 2 != 0) {
      throw new RefusedException(
          POINTER + "/resnet/width",
          "is %d, but reversible blocks halve their channels".formatted(resnet.width()),
          "Take an even width.");
    }
    return new ResidualNetwork(
        channels, resnet.width(), resnet.blocks(), data.classes(), kind, normalisation(resnet));
  }

  private static Normalisation normalisation(Resnet resnet) {
    return resnet.normalization() == Normalization.BATCH
        ? Normalisation.BATCH
        : Normalisation.GROUP;
  }

  private static List<Layer> decoder(Transformer decoder, DataSet data) {
    if (decoder.width() % decoder.heads() != 0) {
      throw new RefusedException(
          POINTER + "/transformer/heads",
          "is %d, which does not divide the width %d".formatted(decoder.heads(), decoder.width()),
          "Take a divisor of the width.");
    }
    int positions = data.inputShape().get(0).intValue();
    return new TransformerNetwork(
            data.classes(), positions, decoder.width(), decoder.heads(), decoder.blocks())
        .layers();
  }

  /**
   * The network in stages of as equal numbers of layers as can be, with heads where a strategy has
   * them.
   *
   * @param head kind of the heads, if the scenario says so
   */
  List<StageNetwork> cut(int stages, Strategy strategy, Optional<AuxiliaryHead> head) {
    if (infoPro.isPresent() && !head.equals(Optional.of(AuxiliaryHead.INFOPRO))) {
      throw new RefusedException(
          "/learning/infoPro",
          "weighs the losses of heads infopro, but training.auxiliaryHead is not infopro",
          "Leave it out.");
    }
    if (strategy.hasAuxiliaryHead(stages - 1, stages)) {
      return groups(stages, strategy.widthGroups(), head);
    }
    if (layers.size() < stages) {
      throw new RefusedException(
          POINTER,
          "this network has %d layers to cut between, but the schedule has %d stages"
              .formatted(layers.size(), stages),
          "Take a deeper network.");
    }
    Normalisation normalisation =
        residual.map(ResidualNetwork::normalisation).orElse(Normalisation.BATCH);
    int headCount =
        (int) IntStream.range(0, stages).filter(s -> strategy.hasAuxiliaryHead(s, stages)).count();
    LearningHeads heads = new LearningHeads(head, normalisation, data, weights(headCount + 1));
    int number = 0;
    List<StageNetwork> cut = new ArrayList<>();
    long[] shape = data.inputShape().stream().mapToLong(Long::longValue).toArray();
    for (int stage = 0; stage < stages; stage++) {
      int from = stage * layers.size() / stages;
      int to = (stage + 1) * layers.size() / stages;
      Layer body = sequence(layers.subList(from, to));
      shape = body.outputShape(shape);
      cut.add(
          strategy.hasAuxiliaryHead(stage, stages)
              ? heads.behind(body, number++, headCount, shape)
              : StageNetwork.of(body));
    }
    return cut;
  }

  private InfoProWeights weights(int modules) {
    return infoPro
        .map(
            own ->
                new InfoProWeights(
                    own.firstImage(), own.firstClasses(), own.lastImage(), own.lastClasses()))
        .orElse(InfoProWeights.published(modules));
  }

  /** Nodes of modules by depth and groups by width, with GN-DGL's heads. */
  private List<StageNetwork> groups(int stages, int groups, Optional<AuxiliaryHead> head) {
    if (head.filter(kind -> kind != AuxiliaryHead._1C2F && kind != AuxiliaryHead.STRIDED)
        .isPresent()) {
      throw new RefusedException(
          "/training/auxiliaryHead",
          "is not 1c2f, the head of groups of channels",
          "Leave it out.");
    }
    ResidualNetwork network =
        residual.orElseThrow(
            () ->
                new RefusedException(
                    POINTER, "is cut into groups of channels, as resnet alone can be", ""));
    try {
      return new GroupedNetwork(network, stages / groups, groups)
          .nodes(LearningHeads.STRIDED_FEATURES).stream()
              .map(node -> StageNetwork.of(node.body(), node.head()))
              .toList();
    } catch (IllegalArgumentException e) {
      throw new RefusedException(POINTER + "/resnet", e.getMessage(), "");
    }
  }

  /** Layers that can all be inverted can be inverted together. */
  private static Layer sequence(List<Layer> layers) {
    return layers.stream().allMatch(Reversible.class::isInstance)
        ? new ReversibleSequence(layers.stream().map(Reversible.class::cast).toList())
        : new Sequence(layers);
  }
}
