package dev.lockstep.numerics.tensor.head;

import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.block.Normalisation;
import dev.lockstep.numerics.tensor.image.ChannelBias;
import dev.lockstep.numerics.tensor.image.Convolution;
import dev.lockstep.numerics.tensor.image.GlobalAveragePool;
import dev.lockstep.numerics.tensor.image.Pool;
import dev.lockstep.numerics.tensor.image.Resize;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Flatten;
import dev.lockstep.numerics.tensor.layer.Relu;
import java.util.ArrayList;
import java.util.List;

/** The papers' auxiliary heads, from images of so many channels to classes. */
public final class Heads {

  private static final int DECODER_CHANNELS = 12;

  private Heads() {}

  /** The mean of each channel, and a dense layer: the cheapest head. */
  public static Sequence linear(int channels, int classes) {
    return Sequence.of(new GlobalAveragePool(), new Dense(channels, classes));
  }

  /**
   * Two 3 x 3 convolutions at full resolution, means, a dense layer: {@code
   * conv128_bn_conv64_bn_gbpl_fc} of interlocking backpropagation's published code.
   *
   * @param first channels of the first convolution, there 128
   * @param second channels of the second convolution, there 64
   */
  public static Sequence interlocking(
      int channels, int first, int second, int classes, Normalisation normalisation) {
    return Sequence.of(
        Convolution.same(channels, first, 3, 1),
        normalisation.of(first),
        new Relu(),
        Convolution.same(first, second, 3, 1),
        normalisation.of(second),
        new Relu(),
        new GlobalAveragePool(),
        new Dense(second, classes));
  }

  /**
   * One 3 x 3 convolution of stride 2 to twice the channels, means, two dense layers: {@code 1c2f}
   * of GN-DGL's published code, and the classifying half of InfoPro's.
   *
   * @param hidden features between the dense layers, there 128
   */
  public static Sequence oneConvolution(
      int channels, int hidden, int classes, Normalisation normalisation) {
    return Sequence.of(
        Convolution.same(channels, 2 * channels, 3, 2),
        normalisation.of(2 * channels),
        new Relu(),
        new GlobalAveragePool(),
        new Dense(2 * channels, hidden),
        new Relu(),
        new Dense(hidden, classes));
  }

  /**
   * InfoPro's: {@link #oneConvolution}, and beside it a decoder that gives the image back, by a
   * resize, a 3 x 3 convolution to 12 channels and one to those of the image (published code,
   * {@code Decoder}). Its first bias, which the normalisation takes away again, is left out. To be
   * judged by {@link Reconstruction}.
   *
   * @param hidden features between the dense layers
   * @param image (channels, height, width)
   * @return what gives out (samples, classes and pixels), the pixels before their sigmoid
   */
  public static Layer infoPro(
      int channels, int hidden, int classes, Normalisation normalisation, List<Long> image) {
    int colours = image.get(0).intValue();
    Sequence decoder =
        Sequence.of(
            new Resize(image.get(1).intValue(), image.get(2).intValue()),
            Convolution.same(channels, DECODER_CHANNELS, 3, 1),
            normalisation.of(DECODER_CHANNELS),
            new Relu(),
            Convolution.same(DECODER_CHANNELS, colours, 3, 1),
            new ChannelBias(colours),
            new Flatten());
    return new SideBySide(oneConvolution(channels, hidden, classes, normalisation), decoder);
  }

  /**
   * DGL's {@code MLP-SR}: means of squares down to a quarter of the size, 1 x 1 convolutions, means
   * of squares down to 2 x 2, dense layers (Belilovsky et al. 2020, section 4.1; published code).
   * Dense layers are not normalised here.
   *
   * @param size height and width of the images, a power of two, at least 2
   * @param convolutions how many 1 x 1 convolutions, there 3
   * @param layers how many hidden dense layers, there 3
   */
  public static Sequence spatialReduction(
      int channels,
      int size,
      int convolutions,
      int layers,
      int classes,
      Normalisation normalisation) {
    if (size < 2 || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(
          "images of size %d cannot be halved down to 2. Maybe a size of 8, 16 or 32?"
              .formatted(size));
    }
    int quarter = Math.max(2, size / 4);
    List<Layer> all = new ArrayList<>();
    all.add(new Pool(Pool.Kind.AVERAGE, size / quarter, size / quarter));
    for (int i = 0; i < convolutions; i++) {
      all.add(Convolution.same(channels, channels, 1, 1));
      all.add(normalisation.of(channels));
      all.add(new Relu());
    }
    all.add(new Pool(Pool.Kind.AVERAGE, quarter / 2, quarter / 2));
    all.add(new Flatten());
    for (int i = 0; i < layers; i++) {
      all.add(new Dense(4 * channels, 4 * channels));
      all.add(new Relu());
    }
    all.add(new Dense(4 * channels, classes));
    return new Sequence(all);
  }
}
