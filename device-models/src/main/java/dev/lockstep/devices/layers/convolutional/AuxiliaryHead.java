package dev.lockstep.devices.layers.convolutional;

import dev.lockstep.devices.layers.Execution;
import dev.lockstep.devices.layers.LayerWork;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import dev.lockstep.devices.layers.convolutional.graph.Operations;
import dev.lockstep.devices.layers.convolutional.graph.Tape;
import dev.lockstep.devices.layers.convolutional.graph.Tensor;
import dev.lockstep.devices.layers.convolutional.graph.Window;
import java.util.List;

/**
 * A classifier behind a stage that gives it a loss of its own. Its work ends with the gradient of
 * what the stage hands it.
 */
@FunctionalInterface
public interface AuxiliaryHead {

  /** Of InfoPro's decoder, between its convolutions. */
  int DECODER_CHANNELS = 12;

  /** Colours. */
  int IMAGE_CHANNELS = 3;

  /**
   * From features to logits.
   *
   * @param operations to write on the head's tape
   * @param features what the stage hands over
   * @param classes classes told apart
   */
  Tensor logits(Operations operations, Tensor features, int classes);

  /** What one device computes of the head, with its loss, for one micro-batch. */
  default LayerWork behind(ImageShape features, int classes, Execution execution) {
    Tape tape = new Tape(execution);
    Operations operations = new Operations(tape);
    operations.loss(logits(operations, tape.features(features), classes));
    tape.block("auxiliary head", LayerWork.Kind.OUTPUT);
    return tape.layers(Granularity.BLOCKS).get(0);
  }

  /**
   * DGL's MLP-SR-aux (arXiv 1901.08164; eugenium/DGL): means down to a quarter of rows and columns,
   * 1 x 1 convolutions, means down to 2 x 2, hidden linear layers, a linear layer. The measured
   * networks have three and three.
   *
   * @param convolutions 1 x 1 convolutions, each with normalisation and activation
   * @param hidden hidden linear layers, each with normalisation and activation
   */
  static AuxiliaryHead pooled(int convolutions, int hidden) {
    return (operations, features, classes) -> {
      ImageShape shape = features.shape();
      Tensor x = operations.adaptivePool(features, quarter(shape.height()), quarter(shape.width()));
      for (int i = 0; i < convolutions; i++) {
        x = unit(operations, x, shape.channels(), Window.square(1));
      }
      x = operations.adaptivePool(x, 2, 2);
      for (int i = 0; i < hidden; i++) {
        x = operations.relu(operations.batchNorm(operations.linear(x, 4 * shape.channels())));
      }
      return operations.linear(x, classes);
    };
  }

  /**
   * 1c2f of InfoPro and GN-DGL (arXiv 2301.07635; adeetyapatel12/GN-DGL): a 3 x 3 convolution in
   * steps of two to twice the channels, the mean of the image, a hidden linear layer, a linear
   * layer. The measured networks have 128 hidden features.
   */
  static AuxiliaryHead strided(int hidden) {
    return (operations, features, classes) -> {
      int channels = 2 * features.shape().channels();
      Tensor x = unit(operations, features, channels, Window.square(3).by(2));
      x = operations.relu(operations.linear(operations.globalPool(x), hidden));
      return operations.linear(x, classes);
    };
  }

  /**
   * Interlocking backpropagation's (arXiv 2010.04116; oscarkey/interlocking-backprop): 3 x 3
   * convolutions at full size, the mean of the image, a linear layer. The example has 128 and 64
   * channels.
   */
  static AuxiliaryHead convolutions(List<Integer> channels) {
    return (operations, features, classes) -> {
      Tensor x = features;
      for (int outputs : channels) {
        x = unit(operations, x, outputs, Window.square(3));
      }
      return operations.linear(operations.globalPool(x), classes);
    };
  }

  /**
   * InfoPro's (Wang et al., ICLR 2021, arXiv 2101.10832; blackfeather-wang/InfoPro-Pytorch): a
   * decoder that gives the image back, and a {@linkplain #strided classifier}, each with a loss of
   * its own. The decoder resizes to the size of the image; 3 x 3 convolutions to 12 channels and to
   * the three of the image follow. Where the authors contrast 128 features with those of other
   * images, this classifies.
   *
   * @param imageHeight rows of an image
   * @param imageWidth columns of an image
   * @param hidden features of the classifier
   */
  static AuxiliaryHead reconstructing(int imageHeight, int imageWidth, int hidden) {
    return (operations, features, classes) -> {
      Tensor x = operations.resize(features, imageHeight, imageWidth);
      x = operations.biasedConvolution(x, DECODER_CHANNELS, Window.square(3));
      x = operations.relu(operations.batchNorm(x));
      x = operations.biasedConvolution(x, IMAGE_CHANNELS, Window.square(3));
      operations.reconstructionLoss(operations.sigmoid(x));
      return strided(hidden).logits(operations, features, classes);
    };
  }

  /** The mean of the image and a linear layer. */
  static AuxiliaryHead linear() {
    return (operations, features, classes) ->
        operations.linear(operations.globalPool(features), classes);
  }

  private static int quarter(int size) {
    return (size + 3) / 4;
  }

  private static Tensor unit(Operations operations, Tensor input, int channels, Window window) {
    return operations.relu(operations.batchNorm(operations.convolution(input, channels, window)));
  }
}
