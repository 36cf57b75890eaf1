package dev.lockstep.scenarios.scenario.section.learning;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.ExactlyOne;
import dev.lockstep.scenarios.scenario.key.Key;
import java.util.Optional;

/**
 * The network that learns: exactly one of its components is present.
 *
 * @param mlp of vectors and small images
 * @param resnet of images
 * @param transformer of text
 */
@ExactlyOne
public record NetworkSection(
    @Key("a multilayer perceptron") Optional<Mlp> mlp,
    @Key("a residual network of images") Optional<Resnet> resnet,
    @Key("a decoder of text") Optional<Transformer> transformer) {

  /**
   * Dense layers.
   *
   * @param depth hidden layers
   * @param width features of each
   */
  public record Mlp(
      @Key("hidden layers") @Bounds(min = 1, max = 1000) int depth,
      @Key("features of a hidden layer") @Bounds(min = 1, max = 1e5) int width) {}

  /**
   * A stem, three groups of blocks of which the second and the third halve the image, pooling and a
   * dense layer.
   *
   * @param blocks in each group
   * @param width channels of the first group; doubled from group to group
   * @param normalization what brings activations to scale
   * @param block what a block looks like
   */
  public record Resnet(
      @Key("blocks in each of three groups") @Bounds(min = 1, max = 1000) int blocks,
      @Key("channels of the first group; doubled from group to group") @Bounds(min = 1, max = 4096)
          int width,
      @Key(value = "what brings activations to scale", or = "\"batch\"")
          Normalization normalization,
      @Key(value = "what a block looks like", or = "\"plain\"") Block block) {}

  /** What a residual block looks like. */
  public enum Block {
    /** Activated after the sum (He et al. 2015). */
    PLAIN,
    /** Normalised and activated before each convolution (He et al. 2016). */
    PRE_ACTIVATION,
    /** Whose input follows from its output (Gomez et al. 2017). */
    REVERSIBLE
  }

  /** What brings activations to scale. */
  public enum Normalization {
    /** By the samples of a micro-batch, and running statistics when judged. */
    BATCH,
    /** By groups of a sample's channels. */
    GROUP
  }

  /**
   * Blocks of causal attention and two dense layers.
   *
   * @param blocks how many
   * @param width features of a position
   * @param heads of attention
   */
  public record Transformer(
      @Key("blocks") @Bounds(min = 1, max = 1000) int blocks,
      @Key("features of a position") @Bounds(min = 1, max = 65_536) int width,
      @Key("heads of attention; they divide the width") @Bounds(min = 1, max = 1024) int heads) {}
}
