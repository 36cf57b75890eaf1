package dev.lockstep.numerics.tensor.image;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Pass;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution that was carried out. Keeps the input, and pads it again for the weights. */
record ConvolutionPass(Grid grid, INDArray input, INDArray output) implements Pass {

  static ConvolutionPass of(Convolution layer, INDArray input, INDArray kernel) {
    Grid grid = Grid.of(layer, input);
    return new ConvolutionPass(grid, input, TapsOfThread.of(grid).outputs(input, kernel));
  }

  @Override
  public Backward backward(List<INDArray> weights, INDArray outputGradient) {
    Taps taps = TapsOfThread.of(grid);
    INDArray onGrid = taps.onGrid(outputGradient);
    return new Backward(
        taps.inputGradient(onGrid, weights.get(0)), () -> List.of(kernelGradient(onGrid)));
  }

  private INDArray kernelGradient(INDArray onGrid) {
    INDArray gradient = TapsOfThread.of(grid).kernelGradient(input, onGrid);
    onGrid.close();
    return gradient;
  }

  @Override
  public List<INDArray> kept() {
    return List.of(input);
  }

  @Override
  public boolean holdsOutput() {
    return false;
  }
}
