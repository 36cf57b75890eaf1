package dev.lockstep.numerics.tensor.image;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.layer.Tensors;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution that was carried out. Keeps the input, and pads it again for the weights. */
record ConvolutionPass(Convolution layer, Taps taps, INDArray input, INDArray output)
    implements Pass {

  static ConvolutionPass of(Convolution layer, INDArray input, INDArray kernel) {
    Taps taps = new Taps(layer, input);
    return new ConvolutionPass(layer, taps, input, convolve(layer, taps, input, kernel));
  }

  private static INDArray convolve(Convolution layer, Taps taps, INDArray input, INDArray kernel) {
    INDArray matrices = matrices(kernel);
    INDArray padded = taps.padded(input);
    INDArray sums = taps.outputs(input);
    for (int group = 0; group < layer.groups(); group++) {
      INDArray rows = taps.matrix(sums, group);
      for (int tap = 0; tap < taps.count(); tap++) {
        INDArray seen = taps.seen(padded, tap, group);
        Tensors.product(
            matrix(layer, matrices, tap, group), seen, rows, tap == 0 ? 0 : 1, false, false);
      }
    }
    INDArray images = taps.offGrid(sums);
    padded.close();
    sums.close();
    matrices.close();
    return images;
  }

  /** A kernel as a matrix (outputs, inputs) for each of its places. */
  private static INDArray matrices(INDArray kernel) {
    return kernel.permute(2, 3, 0, 1).dup('c');
  }

  private static INDArray matrix(Convolution layer, INDArray matrices, int tap, int group) {
    long rows = layer.outputs() / layer.groups();
    long columns = layer.inputs() / layer.groups();
    long offset = ((long) tap * layer.outputs() + group * rows) * columns;
    return Tensors.view(matrices, offset, new long[] {rows, columns}, new long[] {columns, 1});
  }

  @Override
  public Backward backward(List<INDArray> weights, INDArray outputGradient) {
    INDArray matrices = matrices(weights.get(0));
    INDArray onGrid = taps.onGrid(outputGradient);
    INDArray sums = taps.inputs(input);
    for (int group = 0; group < layer.groups(); group++) {
      INDArray rows = taps.matrix(onGrid, group);
      for (int tap = 0; tap < taps.count(); tap++) {
        taps.addProduct(matrix(layer, matrices, tap, group), rows, sums, tap, group);
      }
    }
    INDArray inputGradient = taps.unpadded(sums);
    sums.close();
    matrices.close();
    return new Backward(inputGradient, () -> List.of(kernelGradient(onGrid)));
  }

  private INDArray kernelGradient(INDArray onGrid) {
    long each = layer.inputs() / layer.groups();
    INDArray matrices = Tensors.fresh(input, layer.kernel(), layer.kernel(), layer.outputs(), each);
    INDArray padded = taps.padded(input);
    for (int group = 0; group < layer.groups(); group++) {
      INDArray rows = taps.matrix(onGrid, group);
      for (int tap = 0; tap < taps.count(); tap++) {
        INDArray seen = taps.seen(padded, tap, group);
        Tensors.product(rows, seen, matrix(layer, matrices, tap, group), 0, false, true);
      }
    }
    INDArray gradient = matrices.permute(2, 3, 0, 1).dup('c');
    padded.close();
    onGrid.close();
    matrices.close();
    return gradient;
  }

  @Override
  public List<INDArray> kept() {
    return List.of(input);
  }
}
