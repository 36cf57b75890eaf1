package dev.lockstep.numerics.tensor.network;

import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.block.Blocks;
import dev.lockstep.numerics.tensor.block.Normalisation;
import dev.lockstep.numerics.tensor.image.Convolution;
import dev.lockstep.numerics.tensor.image.GlobalAveragePool;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Relu;
import java.util.ArrayList;
import java.util.List;

/**
 * The residual network of CIFAR-10 (He et al. 2015, section 4.2): a 3 x 3 convolution, three groups
 * of blocks with w, 2w and 4w channels, the second and third of half the size, means and a dense
 * layer. With w = 16 and 3 or 5 blocks a group it is ResNet-20 or ResNet-32. Shortcuts between
 * groups are projections (option B) where the paper pads with zeros.
 *
 * @param inputs channels of the images
 * @param width w, channels of the first group
 * @param blocks in each group
 * @param classes that it tells apart
 * @param kind of block
 * @param normalisation of channels
 */
public record ResidualNetwork(
    int inputs, int width, int blocks, int classes, Kind kind, Normalisation normalisation) {

  /** Kinds of blocks. */
  public enum Kind {
    /** Activated after the sum. */
    PLAIN,
    /** Normalised and activated before each convolution. */
    PRE_ACTIVATION,
    /** Reversible, but for the first of the second and of the third group: pre-activation. */
    REVERSIBLE
  }

  /** Checks sizes. */
  public ResidualNetwork {
    if (inputs < 1 || width < 1 || blocks < 1 || classes < 2) {
      throw new IllegalArgumentException(
          "a network of %d channels, width %d, %d blocks a group and %d classes makes no sense. Maybe two are swapped?"
              .formatted(inputs, width, blocks, classes));
    }
  }

  /** Convolution, each block, and classifier, from input to output: 3 x blocks + 2 layers. */
  public List<Layer> units() {
    List<Layer> units = new ArrayList<>();
    units.add(stem());
    int channels = width;
    for (int group = 0; group < 3; group++) {
      for (int place = 0; place < blocks; place++) {
        boolean smaller = group > 0 && place == 0;
        int outputs = smaller ? 2 * channels : channels;
        units.add(block(channels, outputs, smaller ? 2 : 1));
        channels = outputs;
      }
    }
    units.add(classifier(channels));
    return List.copyOf(units);
  }

  /**
   * Some units as one stage.
   *
   * @param units all of them
   * @param from the first unit
   * @param to behind the last unit
   */
  public static Sequence stage(List<Layer> units, int from, int to) {
    return new Sequence(units.subList(from, to));
  }

  private Layer stem() {
    return stem(width);
  }

  Layer stem(int outputs) {
    Convolution convolution = Convolution.same(inputs, outputs, 3, 1);
    return kind == Kind.PLAIN
        ? Sequence.of(convolution, normalisation.of(outputs), new Relu())
        : convolution;
  }

  Layer block(int from, int to, int stride) {
    return switch (kind) {
      case PLAIN -> Blocks.basic(from, to, stride, normalisation);
      case PRE_ACTIVATION -> Blocks.preActivation(from, to, stride, normalisation);
      case REVERSIBLE ->
          stride == 1
              ? Blocks.reversible(from, normalisation)
              : Blocks.preActivation(from, to, stride, normalisation);
    };
  }

  private Layer classifier(int channels) {
    Sequence means = Sequence.of(new GlobalAveragePool(), new Dense(channels, classes));
    return kind == Kind.PLAIN ? means : Sequence.of(normalisation.of(channels), new Relu(), means);
  }
}
