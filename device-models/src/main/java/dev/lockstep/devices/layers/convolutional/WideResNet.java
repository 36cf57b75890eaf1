package dev.lockstep.devices.layers.convolutional;

import dev.lockstep.devices.layers.LayerWork.Kind;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import dev.lockstep.devices.layers.convolutional.graph.Operations;
import dev.lockstep.devices.layers.convolutional.graph.Tape;
import dev.lockstep.devices.layers.convolutional.graph.Tensor;
import dev.lockstep.devices.layers.convolutional.graph.Window;

/**
 * A wide residual network WRN-d-k for images of 32 x 32 pixels (Zagoruyko and Komodakis, arXiv
 * 1605.07146): three stages of (d - 4) / 6 blocks, each block normalisation, activation and 3 x 3
 * convolution twice.
 *
 * @param depth layers, 6n + 4
 * @param width times the channels of a residual network for CIFAR
 * @param form which of two programs of that name is meant
 * @param classes classes told apart
 * @param granularity how finely it may be cut
 */
public record WideResNet(int depth, int width, Form form, int classes, Granularity granularity)
    implements ImageNetwork {

  /** Two programs go by the name; they differ by an eighth of the operations. */
  public enum Form {
    /** The authors': a block's first convolution has the stride, convolutions have no bias. */
    PUBLISHED,
    /**
     * A widespread PyTorch program, which the measurements of FDG (arXiv 1906.09108) ran: a block's
     * second convolution has the stride, so that the first works on the large image; convolutions
     * have a bias; nothing is dropped, as is its default.
     */
    LATE_STRIDE
  }

  private static final int STAGES = 3;

  /** Refuses depths that are not 6n + 4. */
  public WideResNet {
    if (depth < 10 || (depth - 4) % 6 != 0 || width < 1) {
      throw new IllegalArgumentException(
          "WRN-%d-%d: depth must be 6n + 4 and at least 10, width at least 1"
              .formatted(depth, width));
    }
  }

  /** The authors' network. */
  public static WideResNet of(int depth, int width, int classes) {
    return new WideResNet(depth, width, Form.PUBLISHED, classes, Granularity.BLOCKS);
  }

  /** The same in another form. */
  public WideResNet in(Form other) {
    return new WideResNet(depth, width, other, classes, granularity);
  }

  /** The same, cut more or less finely. */
  public WideResNet at(Granularity other) {
    return new WideResNet(depth, width, form, classes, other);
  }

  @Override
  public void write(Tape tape) {
    Operations operations = new Operations(tape);
    Tensor x = tape.image(ImageShape.square(3, 32));
    x = tape.element("conv1", convolution(operations, x, 16, Window.square(3)));
    tape.block("stem", Kind.INPUT);
    for (int stage = 0; stage < STAGES; stage++) {
      for (int block = 0; block < (depth - 4) / 6; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        x = block(tape, operations, x, (16 * width) << stage, stride);
        tape.block("layer%d.%d".formatted(stage + 1, block), Kind.BLOCK);
      }
    }
    x = tape.element("bn", operations.batchNorm(x));
    x = tape.element("relu", operations.relu(x));
    x = tape.element("avgpool", operations.globalPool(x));
    x = tape.element("flat", x);
    tape.element("fc", operations.loss(operations.linear(x, classes)));
    tape.block("head", Kind.OUTPUT);
  }

  private Tensor block(Tape tape, Operations operations, Tensor input, int channels, int stride) {
    boolean late = form == Form.LATE_STRIDE;
    boolean reshaped = stride != 1 || input.shape().channels() != channels;
    Window window = Window.square(3);
    Tensor identity = tape.element("identity", input);
    Tensor x = tape.element("bn1", operations.batchNorm(identity));
    x = tape.element("relu1", operations.relu(x));
    Tensor beside = reshaped && !late ? x : identity;
    x = tape.element("conv1", convolution(operations, x, channels, window.by(late ? 1 : stride)));
    x = late ? x : tape.element("dropout", operations.dropout(x));
    x = tape.element("bn2", operations.batchNorm(x));
    x = tape.element("relu2", operations.relu(x));
    x = tape.element("conv2", convolution(operations, x, channels, window.by(late ? stride : 1)));
    if (reshaped) {
      beside = convolution(operations, beside, channels, Window.square(1).by(stride));
    }
    return tape.element("residual", operations.add(x, beside));
  }

  private Tensor convolution(Operations operations, Tensor input, int channels, Window window) {
    return form == Form.LATE_STRIDE
        ? operations.biasedConvolution(input, channels, window)
        : operations.convolution(input, channels, window);
  }
}
