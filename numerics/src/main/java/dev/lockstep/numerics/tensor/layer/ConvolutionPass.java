package dev.lockstep.numerics.tensor.layer;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Pass;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution that was carried out. Keeps the input, and pads it again for the weights. */
final class ConvolutionPass implements Pass {

  private final Convolution layer;
  private final Taps taps;
  private final INDArray input;
  private final INDArray output;

  ConvolutionPass(Convolution layer, INDArray input, INDArray kernel) {
    this.layer = layer;
    this.taps = new Taps(layer, input);
    this.input = input;
    this.output = convolve(kernel);
  }

  private INDArray convolve(INDArray kernel) {
    INDArray matrices = matrices(kernel);
    INDArray padded = taps.padded(input);
    INDArray sums = taps.outputs(input);
    INDArray rows = taps.matrix(sums);
    for (int tap = 0; tap < taps.count(); tap++) {
      INDArray seen = taps.seen(padded, tap);
      for (int group = 0; group < layer.groups(); group++) {
        INDArray weights = outputs(matrices.slice(tap), group);
        double before = tap == 0 ? 0 : 1;
        Tensors.product(weights, inputs(seen, group), outputs(rows, group), before, false, false);
      }
    }
    INDArray images = taps.offGrid(sums);
    padded.close();
    sums.close();
    return images;
  }

  /** A kernel as a matrix (outputs, inputs) for each of its places. */
  private INDArray matrices(INDArray kernel) {
    long inputs = layer.inputs() / layer.groups();
    return kernel.permute(2, 3, 0, 1).dup('c').reshape('c', taps.count(), layer.outputs(), inputs);
  }

  private INDArray outputs(INDArray rows, int group) {
    return Taps.channels(rows, group, layer.outputs() / layer.groups());
  }

  private INDArray inputs(INDArray rows, int group) {
    return Taps.channels(rows, group, layer.inputs() / layer.groups());
  }

  @Override
  public INDArray output() {
    return output;
  }

  @Override
  public Backward backward(List<INDArray> weights, INDArray outputGradient) {
    INDArray matrices = matrices(weights.get(0));
    INDArray onGrid = taps.onGrid(outputGradient);
    INDArray rows = taps.matrix(onGrid);
    INDArray sums = taps.inputs(input);
    for (int tap = 0; tap < taps.count(); tap++) {
      for (int group = 0; group < layer.groups(); group++) {
        INDArray matrix = outputs(matrices.slice(tap), group);
        taps.addProduct(matrix, outputs(rows, group), sums, tap, group);
      }
    }
    INDArray inputGradient = taps.unpadded(sums);
    sums.close();
    return new Backward(inputGradient, () -> List.of(kernelGradient(onGrid)));
  }

  private INDArray kernelGradient(INDArray onGrid) {
    long each = layer.inputs() / layer.groups();
    INDArray matrices = Tensors.fresh(input, taps.count(), layer.outputs(), each);
    INDArray padded = taps.padded(input);
    INDArray rows = taps.matrix(onGrid);
    for (int tap = 0; tap < taps.count(); tap++) {
      INDArray seen = taps.seen(padded, tap);
      for (int group = 0; group < layer.groups(); group++) {
        INDArray matrix = outputs(matrices.slice(tap), group);
        Tensors.product(outputs(rows, group), inputs(seen, group), matrix, 0, false, true);
      }
    }
    padded.close();
    int size = layer.kernel();
    INDArray gradient =
        matrices.reshape('c', size, size, layer.outputs(), each).permute(2, 3, 0, 1).dup('c');
    matrices.close();
    return gradient;
  }

  @Override
  public List<INDArray> kept() {
    return List.of(input);
  }
}
