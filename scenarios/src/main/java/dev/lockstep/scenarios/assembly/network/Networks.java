package dev.lockstep.scenarios.assembly.network;

import dev.lockstep.devices.layers.Network;
import dev.lockstep.devices.layers.transformer.Transformer;
import dev.lockstep.scenarios.scenario.section.model.ModelSection;

/** The network that a scenario describes by its shape or names. */
public final class Networks {

  private Networks() {}

  /**
   * The network of a model section that has one.
   *
   * @throws IllegalArgumentException in one line, if a shape is impossible or a name unknown
   */
  public static Network of(ModelSection model) {
    if (model.preset().isPresent()) {
      return KnownNetworks.named(model.preset().get());
    }
    if (model.resnet().isPresent()) {
      return ImageNetworks.of(model.resnet().get());
    }
    if (model.vgg().isPresent()) {
      return ImageNetworks.of(model.vgg().get());
    }
    if (model.mlp().isPresent()) {
      return ImageNetworks.of(model.mlp().get());
    }
    if (model.vit().isPresent()) {
      return ImageNetworks.of(model.vit().get());
    }
    return new Transformer(TransformerShapes.of(model.transformer().orElseThrow()));
  }
}
