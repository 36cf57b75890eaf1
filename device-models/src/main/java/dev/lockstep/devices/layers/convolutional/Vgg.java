package dev.lockstep.devices.layers.convolutional;

import dev.lockstep.devices.layers.LayerWork.Kind;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import dev.lockstep.devices.layers.convolutional.graph.Operations;
import dev.lockstep.devices.layers.convolutional.graph.Tape;
import dev.lockstep.devices.layers.convolutional.graph.Tensor;
import dev.lockstep.devices.layers.convolutional.graph.Window;
import java.util.List;
import java.util.Map;

/**
 * A plain network of 3 x 3 convolutions (Simonyan and Zisserman, arXiv 1409.1556, table 1, columns
 * A, B, D and E). Blocks are a convolution with what follows it, and each linear layer.
 *
 * @param depth 11, 13, 16 or 19
 * @param batchNorm whether each convolution is followed by a normalisation
 * @param classifier what stands behind the convolutions
 * @param imageSize rows and columns of an image
 * @param classes classes told apart
 * @param granularity how finely it may be cut
 */
public record Vgg(
    int depth,
    boolean batchNorm,
    Classifier classifier,
    int imageSize,
    int classes,
    Granularity granularity)
    implements Augmentable {

  /** What stands behind the convolutions. */
  public enum Classifier {
    /** Two hidden layers of 4,096 features, with dropout. */
    THREE_LINEAR,
    /** One linear layer, as usual for images of 32 x 32 pixels. */
    ONE_LINEAR
  }

  private static final Map<Integer, List<Integer>> CONVOLUTIONS =
      Map.of(
          11, List.of(1, 1, 2, 2, 2),
          13, List.of(2, 2, 2, 2, 2),
          16, List.of(2, 2, 3, 3, 3),
          19, List.of(2, 2, 4, 4, 4));
  private static final int FIRST_CHANNELS = 64;
  private static final int MOST_CHANNELS = 512;
  private static final int HIDDEN = 4096;

  /** Refuses other depths. */
  public Vgg {
    if (!CONVOLUTIONS.containsKey(depth)) {
      throw new IllegalArgumentException(
          "depth %d of a VGG network; there are 11, 13, 16 and 19".formatted(depth));
    }
  }

  /** For 1,000 classes of images of 224 x 224 pixels. */
  public static Vgg imageNet(int depth, boolean batchNorm) {
    return new Vgg(depth, batchNorm, Classifier.THREE_LINEAR, 224, 1000, Granularity.BLOCKS);
  }

  /** For images of 32 x 32 pixels, with normalisation. */
  public static Vgg cifar(int depth, int classes) {
    return new Vgg(depth, true, Classifier.ONE_LINEAR, 32, classes, Granularity.BLOCKS);
  }

  /** The same, cut more or less finely. */
  public Vgg at(Granularity other) {
    return new Vgg(depth, batchNorm, classifier, imageSize, classes, other);
  }

  @Override
  public void write(Tape tape) {
    Operations operations = new Operations(tape);
    Tensor x = tape.image(ImageShape.square(3, imageSize));
    List<Integer> stages = CONVOLUTIONS.get(depth);
    for (int stage = 0; stage < stages.size(); stage++) {
      int channels = Math.min(MOST_CHANNELS, FIRST_CHANNELS << stage);
      for (int i = 1; i <= stages.get(stage); i++) {
        x = convolution(tape, operations, x, channels);
        if (i == stages.get(stage)) {
          x = tape.element("pool", operations.maxPool(x, Window.square(2).by(2)));
        }
        tape.block("conv%d.%d".formatted(stage + 1, i), Kind.BLOCK);
      }
    }
    classify(tape, operations, x);
  }

  @Override
  public int bodyLayers() {
    return CONVOLUTIONS.get(depth).stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public int width(int layer) {
    int left = layer;
    for (int stage = 0; stage < CONVOLUTIONS.get(depth).size(); stage++) {
      left -= CONVOLUTIONS.get(depth).get(stage);
      if (left < 0) {
        return Math.min(MOST_CHANNELS, FIRST_CHANNELS << stage);
      }
    }
    throw new IllegalArgumentException(
        "layer %d of a body of %d, counted from 0".formatted(layer, bodyLayers()));
  }

  /** A convolution, behind a maximum of squares of four where it has other channels. */
  @Override
  public Tensor again(Operations operations, Tensor features, int layer, boolean halve) {
    Tensor x = features;
    if (x.shape().channels() != width(layer) && x.shape().height() > 1) {
      x = operations.maxPool(x, Window.square(2).by(2).unpadded());
    }
    x = operations.biasedConvolution(x, width(layer), Window.square(3));
    return operations.relu(operations.batchNorm(x));
  }

  /** Two hidden layers of 512 features, as the authors of AugLocal end theirs. */
  @Override
  public Tensor conclude(Operations operations, Tensor features, int outputs) {
    Tensor x = operations.globalPool(features);
    for (int i = 0; i < 2; i++) {
      x = operations.relu(operations.batchNorm(operations.linear(x, MOST_CHANNELS)));
    }
    return operations.linear(x, outputs);
  }

  private Tensor convolution(Tape tape, Operations operations, Tensor input, int channels) {
    Tensor x =
        tape.element("conv", operations.biasedConvolution(input, channels, Window.square(3)));
    if (batchNorm) {
      x = tape.element("bn", operations.batchNorm(x));
    }
    return tape.element("relu", operations.relu(x));
  }

  private void classify(Tape tape, Operations operations, Tensor input) {
    Tensor x = tape.element("flat", input);
    int last = classifier == Classifier.THREE_LINEAR ? 3 : 1;
    for (int i = 1; i < last; i++) {
      x = tape.element("linear", operations.linear(x, HIDDEN));
      x = tape.element("relu", operations.relu(x));
      x = tape.element("dropout", operations.dropout(x));
      tape.block("fc" + i, Kind.BLOCK);
    }
    tape.element("linear", operations.loss(operations.linear(x, classes)));
    tape.block("fc" + last, Kind.BLOCK);
  }
}
