package dev.lockstep.devices.layers.convolutional;

import dev.lockstep.devices.layers.LayerWork.Kind;
import dev.lockstep.devices.layers.convolutional.graph.Granularity;
import dev.lockstep.devices.layers.convolutional.graph.ImageShape;
import dev.lockstep.devices.layers.convolutional.graph.Operations;
import dev.lockstep.devices.layers.convolutional.graph.Tape;
import dev.lockstep.devices.layers.convolutional.graph.Tensor;
import dev.lockstep.devices.layers.convolutional.graph.Window;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The simplified U-Net (B, C) of torchgpipe (Kim et al., arXiv 2004.09910; kakaobrain/torchgpipe,
 * benchmarks/models/unet): B convolutions with channel dropout, instance normalisation and leaky
 * activation at each level, C channels at the first, shortcuts from the way down to the way up. A
 * cut between both ends of a shortcut is crossed by it.
 *
 * @param levels times that the image is halved
 * @param convolutions of each level, B
 * @param channels of the first level, C
 * @param imageSize rows and columns of an image; a multiple of two to the levels
 * @param granularity how finely it may be cut
 */
public record UNet(
    int levels, int convolutions, int channels, int imageSize, Granularity granularity)
    implements ImageNetwork {

  /** Refuses images that cannot be halved as often, and levels without convolutions. */
  public UNet {
    if (levels < 1 || convolutions < 1 || channels < 2 || imageSize % (1 << levels) != 0) {
      throw new IllegalArgumentException(
          "U-Net (%d, %d) of %d levels on %d pixels; each at least 1, channels 2, and pixels a multiple of %d"
              .formatted(convolutions, channels, levels, imageSize, 1 << levels));
    }
  }

  /** As measured: five levels, 192 x 192 pixels, cut anywhere. */
  public static UNet of(int convolutions, int channels) {
    return new UNet(5, convolutions, channels, 192, Granularity.OPERATIONS);
  }

  /** The same, cut more or less finely. */
  public UNet at(Granularity other) {
    return new UNet(levels, convolutions, channels, imageSize, other);
  }

  @Override
  public void write(Tape tape) {
    Operations operations = new Operations(tape);
    Deque<Tensor> shortcuts = new ArrayDeque<>();
    Tensor x = tape.image(ImageShape.square(3, imageSize));
    for (int level = 0; level < levels; level++) {
      x = convolve(tape, operations, x, channels << level, channels << level);
      shortcuts.push(tape.element("skip", x));
      x = tape.element("down", operations.maxPool(x, Window.square(2).by(2)));
      tape.block("encoder " + (level + 1), Kind.BLOCK);
    }
    x = convolve(tape, operations, x, channels << levels, channels << (levels - 1));
    tape.block("bottleneck", Kind.BLOCK);
    for (int level = levels - 1; level >= 0; level--) {
      int width = (channels << level) / 2;
      x = tape.element("up", operations.upsample(x));
      x = tape.element("skip", operations.concatenate(List.of(x, shortcuts.pop())));
      x = convolve(tape, operations, x, width, width);
      tape.block("decoder " + (level + 1), Kind.BLOCK);
    }
    operations.loss(operations.convolution(x, 1, Window.square(1)));
    tape.block("segment", Kind.OUTPUT);
  }

  private Tensor convolve(Tape tape, Operations operations, Tensor input, int hidden, int outputs) {
    Tensor x = input;
    for (int i = 1; i <= convolutions; i++) {
      int width = i == convolutions ? outputs : hidden;
      x = tape.element("conv" + i, operations.convolution(x, width, Window.square(3)));
      x = tape.element("dropout" + i, operations.channelDropout(x));
      x = tape.element("norm" + i, operations.instanceNorm(x));
      x = tape.element("relu" + i, operations.leakyRelu(x));
    }
    return x;
  }
}
