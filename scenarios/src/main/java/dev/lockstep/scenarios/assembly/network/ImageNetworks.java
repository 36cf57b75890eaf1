package dev.lockstep.scenarios.assembly.network;

import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.convolutional.Mlp;
import dev.lockstep.devices.layers.convolutional.ResNet;
import dev.lockstep.devices.layers.convolutional.Vgg;
import dev.lockstep.devices.layers.convolutional.WideResNet;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.transformer.TransformerShape;
import dev.lockstep.devices.layers.transformer.VisionPresets;
import dev.lockstep.devices.layers.transformer.VisionTransformer;
import dev.lockstep.scenarios.catalog.entry.NearestWord;
import dev.lockstep.scenarios.scenario.section.model.MlpModel;
import dev.lockstep.scenarios.scenario.section.model.ResNetModel;
import dev.lockstep.scenarios.scenario.section.model.VggModel;
import dev.lockstep.scenarios.scenario.section.model.VitModel;
import java.util.Optional;
import java.util.Set;

/** Networks of images and vectors that a scenario describes by their shape. */
final class ImageNetworks {

  private static final Set<Integer> DEPTHS_OF_IMAGENET = Set.of(18, 34, 50, 101, 152);
  private static final int LARGE = 224;
  private static final int SMALL = 32;

  /** Networks for images up to this size begin and end as those for CIFAR do. */
  private static final int SMALL_UP_TO = 64;

  private static final int CLASSES_OF_LARGE = 1000;
  private static final int CLASSES_OF_SMALL = 10;
  private static final int DEFAULT_INPUTS = 784;
  private static final int DEFAULT_PATCH = 16;
  private static final int DEFAULT_HEAD_SIZE = 64;

  private ImageNetworks() {}

  static Network of(ResNetModel model) {
    Granularity granularity = granularity(model.granularity());
    if (model.width().isPresent()) {
      return wide(model).at(granularity);
    }
    boolean bottleneck = model.bottleneck().orElse(false);
    boolean large = DEPTHS_OF_IMAGENET.contains(model.depth()) && !bottleneck;
    int image = model.image().orElse(large ? LARGE : SMALL);
    int classes = model.classes().orElse(classes(image));
    ResNet network;
    if (large) {
      network =
          image > SMALL_UP_TO
              ? ResNet.imageNet(model.depth())
              : ResNet.imageNetBlocksOnCifar(model.depth(), classes);
    } else {
      network =
          bottleneck
              ? ResNet.cifarBottleneck(model.depth(), classes)
              : ResNet.cifar(model.depth(), classes);
    }
    return new ResNet(
        network.blocks(),
        network.channels(),
        network.unit(),
        network.stem(),
        network.shortcut(),
        image,
        classes,
        granularity);
  }

  private static WideResNet wide(ResNetModel model) {
    int image = model.image().orElse(SMALL);
    if (image != SMALL || model.bottleneck().orElse(false)) {
      throw new IllegalArgumentException(
          "resnet of width %d for images of %d, bottleneck %s; wide ones have basic blocks and images of %d"
              .formatted(model.width().getAsInt(), image, model.bottleneck().orElse(false), SMALL));
    }
    return WideResNet.of(
        model.depth(), model.width().getAsInt(), model.classes().orElse(CLASSES_OF_SMALL));
  }

  static Network of(VggModel model) {
    int image = model.image().orElse(LARGE);
    boolean small = image <= SMALL_UP_TO;
    return new Vgg(
        model.depth(),
        model.batchNorm().orElse(small),
        small ? Vgg.Classifier.ONE_LINEAR : Vgg.Classifier.THREE_LINEAR,
        image,
        model.classes().orElse(classes(image)),
        granularity(model.granularity()));
  }

  static Network of(MlpModel model) {
    return new Mlp(
        model.inputs().orElse(DEFAULT_INPUTS),
        model.width(),
        model.depth(),
        model.classes().orElse(CLASSES_OF_SMALL));
  }

  static Network of(VitModel model) {
    Optional<VisionTransformer> preset = model.preset().map(ImageNetworks::vit);
    Optional<TransformerShape> blocks = preset.map(VisionTransformer::blocks);
    if (preset.isEmpty() && (model.depth().isEmpty() || model.width().isEmpty())) {
      throw new IllegalArgumentException("a vit without a preset needs depth and width");
    }
    int hidden = model.width().orElseGet(() -> blocks.orElseThrow().hidden());
    int usualHeads = Math.max(1, hidden / DEFAULT_HEAD_SIZE);
    return VisionTransformer.of(
        model.depth().orElseGet(() -> blocks.orElseThrow().layers()),
        hidden,
        model
            .heads()
            .orElse(
                model.width().isPresent()
                    ? usualHeads
                    : blocks.map(TransformerShape::heads).orElse(usualHeads)),
        model.image().orElse(LARGE),
        model.patch().orElse(preset.map(VisionTransformer::patch).orElse(DEFAULT_PATCH)),
        model.classes().orElse(preset.map(VisionTransformer::classes).orElse(CLASSES_OF_LARGE)));
  }

  private static VisionTransformer vit(String name) {
    VisionTransformer network = VisionPresets.byName().get(name);
    if (network == null) {
      throw new IllegalArgumentException(
          NearestWord.unknown("vit", name, VisionPresets.byName().keySet()));
    }
    return network;
  }

  private static int classes(int image) {
    return image > SMALL_UP_TO ? CLASSES_OF_LARGE : CLASSES_OF_SMALL;
  }

  private static Granularity granularity(
      Optional<dev.lockstep.scenarios.scenario.section.model.Granularity> given) {
    return given.map(word -> Granularity.valueOf(word.name())).orElse(Granularity.BLOCKS);
  }
}
