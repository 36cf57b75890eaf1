package dev.lockstep.numerics.tensor.block;

import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Reversible;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.image.Convolution;
import dev.lockstep.numerics.tensor.layer.Relu;

/** The blocks of residual networks. A shortcut of other shape is a projection (option B). */
public final class Blocks {

  private Blocks() {}

  /**
   * Two 3 x 3 convolutions, activated after the sum (He et al. 2015, figure 2).
   *
   * @param inputs channels that come in
   * @param outputs channels that go out
   * @param stride of the first convolution
   */
  public static Sequence basic(int inputs, int outputs, int stride, Normalisation normalisation) {
    Sequence body =
        Sequence.of(
            Convolution.same(inputs, outputs, 3, stride),
            normalisation.of(outputs),
            new Relu(),
            Convolution.same(outputs, outputs, 3, 1),
            normalisation.of(outputs));
    return Sequence.of(
        new Residual(body, projection(inputs, outputs, stride, normalisation)), new Relu());
  }

  /**
   * A 1 x 1, a 3 x 3 and a 1 x 1 convolution, activated after the sum (He et al. 2015, figure 5).
   *
   * @param inputs channels that come in
   * @param width channels of the 3 x 3 convolution; four times as many go out
   * @param stride of the 3 x 3 convolution
   */
  public static Sequence bottleneck(
      int inputs, int width, int stride, Normalisation normalisation) {
    int outputs = 4 * width;
    Sequence body =
        Sequence.of(
            Convolution.same(inputs, width, 1, 1),
            normalisation.of(width),
            new Relu(),
            Convolution.same(width, width, 3, stride),
            normalisation.of(width),
            new Relu(),
            Convolution.same(width, outputs, 1, 1),
            normalisation.of(outputs));
    return Sequence.of(
        new Residual(body, projection(inputs, outputs, stride, normalisation)), new Relu());
  }

  private static Sequence projection(
      int inputs, int outputs, int stride, Normalisation normalisation) {
    if (inputs == outputs && stride == 1) {
      return Sequence.of();
    }
    return Sequence.of(Convolution.same(inputs, outputs, 1, stride), normalisation.of(outputs));
  }

  /**
   * Normalised and activated before each of two 3 x 3 convolutions, with nothing after the sum (He
   * et al. 2016, figure 1b). Where the shape changes, the shortcut is a projection of the first
   * activation.
   *
   * @param inputs channels that come in
   * @param outputs channels that go out
   * @param stride of the first convolution
   */
  public static Layer preActivation(
      int inputs, int outputs, int stride, Normalisation normalisation) {
    Sequence rest =
        Sequence.of(
            Convolution.same(inputs, outputs, 3, stride),
            normalisation.of(outputs),
            new Relu(),
            Convolution.same(outputs, outputs, 3, 1));
    if (inputs == outputs && stride == 1) {
      return new Residual(Sequence.of(normalisation.of(inputs), new Relu(), rest), Sequence.of());
    }
    Residual residual = new Residual(rest, Convolution.same(inputs, outputs, 1, stride));
    return Sequence.of(normalisation.of(inputs), new Relu(), residual);
  }

  /**
   * Two functions of pre-activation blocks on half of the channels each (Gomez et al. 2017, section
   * 3.1): normalised, activated, convolved, twice.
   *
   * @param channels that come in and go out, an even number
   */
  public static Reversible reversible(int channels, Normalisation normalisation) {
    return new ReversibleBlock(
        function(channels / 2, normalisation), function(channels / 2, normalisation));
  }

  private static Sequence function(int channels, Normalisation normalisation) {
    return Sequence.of(
        normalisation.of(channels),
        new Relu(),
        Convolution.same(channels, channels, 3, 1),
        normalisation.of(channels),
        new Relu(),
        Convolution.same(channels, channels, 3, 1));
  }
}
