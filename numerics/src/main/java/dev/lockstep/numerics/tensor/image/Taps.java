package dev.lockstep.numerics.tensor.image;

import dev.lockstep.numerics.tensor.layer.Tensors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution as matrix products, one for each tap of a {@link Grid}, with the memory that they
 * take; for one thread, and to be used for any number of passes: zeros around images are written
 * once, and views are made once.
 */
final class Taps {

  private final Grid grid;
  private final Convolution layer;
  private final INDArray matrices;
  private final INDArray[][] matrix;
  private final INDArray padded;
  private final INDArray[][] seen;
  private final INDArray sums;
  private final INDArray[] sumRows;
  private INDArray sent;
  private INDArray[][] sentTo;

  Taps(Grid grid) {
    this.grid = grid;
    this.layer = grid.layer();
    long each = layer.inputs() / layer.groups();
    this.matrices = Nd4j.create(grid.type(), layer.kernel(), layer.kernel(), layer.outputs(), each);
    this.matrix = new INDArray[layer.groups()][grid.taps()];
    this.padded = parts();
    this.seen = views(padded);
    this.sums = Nd4j.create(grid.type(), onGrid(), 'c');
    this.sumRows = rows(sums);
    for (int group = 0; group < layer.groups(); group++) {
      for (int tap = 0; tap < grid.taps(); tap++) {
        matrix[group][tap] = matrix(tap, group);
      }
    }
  }

  /** Bytes of all that it holds. */
  long sizeBytes() {
    long numbers = matrices.length() + 2 * padded.length() + sums.length();
    return numbers * grid.type().width();
  }

  /** Gives all memory back. */
  void close() {
    matrices.close();
    padded.close();
    sums.close();
    if (sent != null) {
      sent.close();
    }
  }

  /** The convolution of images (samples, channels, height, width). */
  INDArray outputs(INDArray images, INDArray kernel) {
    matrices.assign(kernel.permute(2, 3, 0, 1));
    pad(images);
    for (int group = 0; group < layer.groups(); group++) {
      for (int tap = 0; tap < grid.taps(); tap++) {
        double before = tap == 0 ? 0 : 1;
        Tensors.product(matrix[group][tap], seen[group][tap], sumRows[group], before, false, false);
      }
    }
    return outputCells(sums).permute(1, 0, 2, 3).dup('c');
  }

  /** Gradients of outputs on their grid, zeros elsewhere; the caller's. */
  INDArray onGrid(INDArray outputGradient) {
    INDArray turned = outputGradient.permute(1, 0, 2, 3);
    if (grid.gridHeight() == grid.outputHeight() && grid.gridWidth() == grid.outputWidth()) {
      return turned.dup('c');
    }
    INDArray zeros = Nd4j.create(grid.type(), onGrid(), 'c');
    outputCells(zeros).assign(turned);
    return zeros;
  }

  /** The gradient of images. */
  INDArray inputGradient(INDArray onGrid, INDArray kernel) {
    matrices.assign(kernel.permute(2, 3, 0, 1));
    if (sent == null) {
      sent = parts();
      sentTo = views(sent);
    }
    sent.assign(0);
    INDArray[] rows = rows(onGrid);
    for (int group = 0; group < layer.groups(); group++) {
      for (int tap = 0; tap < grid.taps(); tap++) {
        Tensors.product(matrix[group][tap], rows[group], sentTo[group][tap], 1, true, false);
      }
    }
    return unpadded();
  }

  /** The gradient of the kernel. */
  INDArray kernelGradient(INDArray images, INDArray onGrid) {
    pad(images);
    INDArray[] rows = rows(onGrid);
    for (int group = 0; group < layer.groups(); group++) {
      for (int tap = 0; tap < grid.taps(); tap++) {
        Tensors.product(rows[group], seen[group][tap], matrix[group][tap], 0, false, true);
      }
    }
    return matrices.permute(2, 3, 0, 1).dup('c');
  }

  /** Writes images into the middle of zeros, part by part. */
  private void pad(INDArray images) {
    for (int down = 0; down < grid.parts(); down++) {
      for (int right = 0; right < grid.parts(); right++) {
        if (size(down, right) > 0) {
          cells(padded, down, right).assign(pixels(images, down, right));
        }
      }
    }
  }

  private INDArray unpadded() {
    long[] shape = {grid.samples(), layer.inputs(), grid.height(), grid.width()};
    if (layer.stride() == 1) {
      return cells(sent, 0, 0).permute(1, 0, 2, 3).dup('c');
    }
    // Where the stride is longer than the kernel there are pixels that no tap sees.
    INDArray images = Nd4j.create(grid.type(), shape, 'c');
    for (int down = 0; down < grid.parts(); down++) {
      for (int right = 0; right < grid.parts(); right++) {
        if (size(down, right) > 0) {
          pixels(images, down, right).assign(cells(sent, down, right));
        }
      }
    }
    return images;
  }

  /** How many pixels of an image a part has. */
  private long size(int down, int right) {
    return grid.inputs(down, grid.height()) * grid.inputs(right, grid.width());
  }

  /** Pixels of images that lie in a part, as (channels, samples, height, width). */
  private INDArray pixels(INDArray images, int down, int right) {
    long[] shape = partShape(down, right);
    long lines = images.stride(2);
    long columns = images.stride(3);
    long offset = grid.firstInput(down) * lines + grid.firstInput(right) * columns;
    long[] strides = {
      images.stride(1), images.stride(0), lines * layer.stride(), columns * layer.stride()
    };
    return Tensors.view(images, offset, shape, strides);
  }

  /** The cells of a part in which they lie. */
  private INDArray cells(INDArray parts, int down, int right) {
    long part = (long) down * grid.parts() + right;
    long first = grid.firstCell(down) * grid.gridWidth() + grid.firstCell(right);
    long offset = part * layer.inputs() * grid.row() + first;
    return Tensors.view(parts, offset, partShape(down, right), strides());
  }

  private long[] partShape(int down, int right) {
    return new long[] {
      layer.inputs(),
      grid.samples(),
      grid.inputs(down, grid.height()),
      grid.inputs(right, grid.width())
    };
  }

  private INDArray outputCells(INDArray all) {
    long[] shape = {layer.outputs(), grid.samples(), grid.outputHeight(), grid.outputWidth()};
    return Tensors.view(all, 0, shape, strides());
  }

  /** From channel to channel, sample to sample, line to line, place to place. */
  private long[] strides() {
    return new long[] {grid.row(), grid.gridHeight() * grid.gridWidth(), grid.gridWidth(), 1};
  }

  private long[] onGrid() {
    return new long[] {layer.outputs(), grid.samples(), grid.gridHeight(), grid.gridWidth()};
  }

  /** Zeros for all parts of padded images. */
  private INDArray parts() {
    long parts = (long) grid.parts() * grid.parts();
    return Nd4j.create(grid.type(), new long[] {parts, layer.inputs(), grid.row()}, 'c');
  }

  /** A kernel's matrix (outputs, inputs) of a group at a tap. */
  private INDArray matrix(int tap, int group) {
    long rows = layer.outputs() / layer.groups();
    long columns = layer.inputs() / layer.groups();
    long offset = ((long) tap * layer.outputs() + group * rows) * columns;
    return Tensors.view(matrices, offset, new long[] {rows, columns}, new long[] {columns, 1});
  }

  /** What takes part in a product, of each group's outputs on their grid. */
  private INDArray[] rows(INDArray outputs) {
    INDArray[] rows = new INDArray[layer.groups()];
    long each = layer.outputs() / layer.groups();
    for (int group = 0; group < rows.length; group++) {
      long[] shape = {each, grid.places()};
      rows[group] =
          Tensors.view(outputs, group * each * grid.row(), shape, new long[] {grid.row(), 1});
    }
    return rows;
  }

  /** Padded images as each tap of each group sees them. */
  private INDArray[][] views(INDArray parts) {
    INDArray[][] views = new INDArray[layer.groups()][grid.taps()];
    long each = layer.inputs() / layer.groups();
    for (int group = 0; group < views.length; group++) {
      for (int tap = 0; tap < grid.taps(); tap++) {
        long channel = (long) grid.part(tap) * layer.inputs() + group * each;
        long offset = channel * grid.row() + grid.start(tap);
        long[] shape = {each, grid.places()};
        views[group][tap] = Tensors.view(parts, offset, shape, new long[] {grid.row(), 1});
      }
    }
    return views;
  }
}
