package dev.lockstep.scenarios.scenario.section.model;

import dev.lockstep.scenarios.scenario.key.ExactlyOne;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;

/**
 * What is trained: exactly one of its components is present.
 *
 * @param profile the cost of each stage
 * @param layers the cost of each layer
 * @param transformer a transformer by its shape
 * @param resnet a residual network by its shape
 * @param vgg a plain convolutional network by its shape
 * @param mlp a multilayer perceptron by its shape
 * @param vit a vision transformer by its shape
 * @param preset the name of a known model
 */
@ExactlyOne
public record ModelSection(
    @Key("cost of each stage, given directly") Optional<Profile> profile,
    @Key("measured layers, one row each") Optional<Layers> layers,
    @Key("a transformer by its shape") Optional<TransformerModel> transformer,
    @Key("a residual network by its shape") Optional<ResNetModel> resnet,
    @Key("a plain convolutional network by its shape") Optional<VggModel> vgg,
    @Key("a multilayer perceptron by its shape") Optional<MlpModel> mlp,
    @Key("a vision transformer by its shape") Optional<VitModel> vit,
    @Key("a known model, as list models names it") Optional<String> preset) {

  /** Whether the costs follow from the model's shape and the device, not from measured times. */
  public boolean isNetwork() {
    return profile.isEmpty() && layers.isEmpty();
  }
}
