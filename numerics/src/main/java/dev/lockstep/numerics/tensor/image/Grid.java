package dev.lockstep.numerics.tensor.image;

import java.io.Serializable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where a convolution's numbers lie: all samples' places of a channel are one row. At stride 1
 * outputs lie on the grid of the padded inputs, with room that nobody reads at the end of each row
 * and image, so that what a place of the kernel, a tap, sees is the same memory shifted:
 *
 * <pre>
 *   padded row  0 a b c 0 | 0 d e f 0     tap 0 of 3 starts at 0, tap 1 at the first a, tap 2 at b
 *   output row  A B C - - | D E F - -     A = k0 * 0 + k1 * a + k2 * b
 * </pre>
 *
 * At stride 2 the padded inputs are taken apart into images of their even and odd rows and columns,
 * of half the size: a tap sees one of them, shifted. Likewise at any stride.
 *
 * @param samples of the micro-batch
 * @param height of an input
 * @param width of an input
 * @param type of all numbers
 */
record Grid(Convolution layer, long samples, long height, long width, DataType type)
    implements Serializable {

  static Grid of(Convolution layer, INDArray images) {
    return new Grid(layer, images.size(0), images.size(2), images.size(3), images.dataType());
  }

  /** Parts of the input in each dimension. */
  int parts() {
    return Math.min(layer.stride(), layer.kernel());
  }

  /** Taps of the kernel. */
  int taps() {
    return layer.kernel() * layer.kernel();
  }

  long gridHeight() {
    return cells(height);
  }

  long gridWidth() {
    return cells(width);
  }

  private long cells(long size) {
    return (size + 2L * layer.padding() + layer.stride() - 1) / layer.stride();
  }

  long outputHeight() {
    return outputs(height);
  }

  long outputWidth() {
    return outputs(width);
  }

  private long outputs(long size) {
    return (size + 2L * layer.padding() - layer.kernel()) / layer.stride() + 1;
  }

  /** Numbers of a channel. */
  long row() {
    return samples * gridHeight() * gridWidth();
  }

  /** How many places take part in a product: those that the last tap sees inside a row. */
  long places() {
    return row() - (layer.kernel() - 1L) / layer.stride() * (gridWidth() + 1);
  }

  /** The part of the input that a tap sees. */
  int part(int tap) {
    int stride = layer.stride();
    return tap / layer.kernel() % stride * parts() + tap % layer.kernel() % stride;
  }

  /** The place in that part which it sees first. */
  long start(int tap) {
    int stride = layer.stride();
    return tap / layer.kernel() / stride * gridWidth() + tap % layer.kernel() / stride;
  }

  /** The first cell of a part, in one dimension, that is not padding. */
  long firstCell(int part) {
    int stride = layer.stride();
    return Math.max(0, (layer.padding() - part + stride - 1) / stride);
  }

  /** The row or column of inputs that lies there. */
  long firstInput(int part) {
    return part + firstCell(part) * layer.stride() - layer.padding();
  }

  /** How many rows or columns of inputs a part has. */
  long inputs(int part, long size) {
    long first = firstInput(part);
    return first < size ? (size - 1 - first) / layer.stride() + 1 : 0;
  }
}
