package dev.lockstep.numerics.tensor.image;

import dev.lockstep.numerics.tensor.layer.Tensors;
import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How a convolution sees images: as matrices (channels, places), one for each place of the kernel,
 * a tap. All places of all samples are one row.
 *
 * <p>At stride 1 outputs lie on the grid of the padded inputs, with room that nobody reads at the
 * end of each row and image; a tap is then the same memory shifted, so that nothing is copied:
 *
 * <pre>
 *   padded row  0 a b c 0 | 0 d e f 0     tap 0 of 3 starts at 0, tap 1 at the first a, tap 2 at b
 *   output row  A B C - - | D E F - -     A = k0 * 0 + k1 * a + k2 * b
 * </pre>
 *
 * At other strides a tap is a copy of every so many rows and columns.
 */
final class Taps implements Serializable {

  private final Convolution layer;
  private final long samples;
  private final long[] padded;
  private final long[] output;

  Taps(Convolution layer, INDArray input) {
    this.layer = layer;
    this.samples = input.size(0);
    long[] shape = layer.outputShape(input.size(1), input.size(2), input.size(3));
    long edges = 2L * layer.padding();
    this.padded = new long[] {input.size(2) + edges, input.size(3) + edges};
    this.output = new long[] {shape[1], shape[2]};
  }

  int count() {
    return layer.kernel() * layer.kernel();
  }

  private boolean shifted() {
    return layer.stride() == 1;
  }

  /** The size of the grid on which outputs lie. */
  private long[] grid() {
    return shifted() ? padded : output;
  }

  /** How many places take part in a product. */
  private long places() {
    long reach = (layer.kernel() - 1) * (padded[1] + 1);
    return shifted() ? samples * padded[0] * padded[1] - reach : samples * output[0] * output[1];
  }

  /** The place in padded images that a tap sees first. */
  private long start(int tap) {
    return tap / layer.kernel() * padded[1] + tap % layer.kernel();
  }

  /** Images (channels, samples, height, width) with zeros around. */
  INDArray padded(INDArray images) {
    INDArray turned = images.permute(1, 0, 2, 3);
    if (layer.padding() == 0) {
      return turned.dup('c');
    }
    INDArray zeros = inputs(images);
    inside(zeros, layer.padding(), images.size(2), images.size(3)).assign(turned);
    return zeros;
  }

  /** Zeros, to which gradients of padded inputs are added. */
  INDArray inputs(INDArray type) {
    return Nd4j.create(
        type.dataType(), new long[] {layer.inputs(), samples, padded[0], padded[1]}, 'c');
  }

  /** Takes the zeros around away again: images (samples, channels, height, width). */
  INDArray unpadded(INDArray images) {
    int edge = layer.padding();
    return inside(images, edge, padded[0] - 2L * edge, padded[1] - 2L * edge)
        .permute(1, 0, 2, 3)
        .dup('c');
  }

  /** Room for outputs, not yet written. */
  INDArray outputs(INDArray type) {
    return Tensors.fresh(type, layer.outputs(), samples, grid()[0], grid()[1]);
  }

  /** Images (samples, channels, height, width) on the grid of outputs, zeros elsewhere. */
  INDArray onGrid(INDArray images) {
    INDArray turned = images.permute(1, 0, 2, 3);
    if (!shifted() || layer.kernel() == 1) {
      return turned.dup('c');
    }
    long[] shape = {layer.outputs(), samples, padded[0], padded[1]};
    INDArray zeros = Nd4j.create(images.dataType(), shape, 'c');
    inside(zeros, 0, output[0], output[1]).assign(turned);
    return zeros;
  }

  /** Images (samples, channels, height, width) from the grid of outputs. */
  INDArray offGrid(INDArray outputs) {
    return inside(outputs, 0, output[0], output[1]).permute(1, 0, 2, 3).dup('c');
  }

  /** What takes part in a product, of a group's outputs on their grid. */
  INDArray matrix(INDArray outputs, int group) {
    long each = layer.outputs() / layer.groups();
    long row = outputs.length() / layer.outputs();
    return Tensors.view(
        outputs, group * each * row, new long[] {each, places()}, new long[] {row, 1});
  }

  /** Padded inputs of a group as a tap sees them, a matrix. */
  INDArray seen(INDArray padded, int tap, int group) {
    INDArray view = view(padded, tap, group);
    return shifted() ? view : view.dup('c').reshape('c', view.size(0), places());
  }

  /** Adds to the gradient of padded inputs what a tap sends back: left turned, times right. */
  void addProduct(INDArray left, INDArray right, INDArray gradient, int tap, int group) {
    INDArray view = view(gradient, tap, group);
    if (shifted()) {
      Tensors.product(left, right, view, 1, true, false);
    } else {
      INDArray sent = Tensors.product(left, right, true, false);
      view.addi(sent.reshape('c', view.shape()));
      sent.close();
    }
  }

  private INDArray view(INDArray images, int tap, int group) {
    long each = layer.inputs() / layer.groups();
    long image = padded[0] * padded[1];
    long row = samples * image;
    long start = group * each * row + start(tap);
    if (shifted()) {
      return Tensors.view(images, start, new long[] {each, places()}, new long[] {row, 1});
    }
    long[] shape = {each, samples, output[0], output[1]};
    long[] strides = {row, image, layer.stride() * padded[1], layer.stride()};
    return Tensors.view(images, start, shape, strides);
  }

  /** A part of images (channels, samples, height, width), with room left out. */
  private static INDArray inside(INDArray images, long edge, long height, long width) {
    long line = images.size(3);
    long image = images.size(2) * line;
    long[] shape = {images.size(0), images.size(1), height, width};
    long[] strides = {images.size(1) * image, image, line, 1};
    return Tensors.view(images, edge * line + edge, shape, strides);
  }
}
