package dev.lockstep.devices.calibration.backend;

import dev.lockstep.devices.kernel.Convolution;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolutions of one shape, each on operands of its own. */
final class Convolutions {

  private final Convolution shape;
  private final Operands operands;

  Convolutions(Convolution shape, Operands operands) {
    if (shape.groups() != 1) {
      throw new IllegalArgumentException("%s has groups; ND4J's conv2d has none".formatted(shape));
    }
    this.shape = shape;
    this.operands = operands;
  }

  Runnable forward() {
    return Operations.convolution(input(), weights(), shape.stride(), output());
  }

  Runnable inputGradient() {
    INDArray input = input();
    INDArray sizes =
        operands.shape(
            (int) input.size(0), (int) input.size(1), (int) input.size(2), (int) input.size(3));
    return Operations.convolutionInputGradient(sizes, weights(), output(), shape.stride(), input);
  }

  Runnable bothGradients() {
    return Operations.convolutionGradients(
        input(), weights(), output(), shape.stride(), input(), weights());
  }

  private INDArray input() {
    return operands.of(
        shape.images(),
        shape.inputChannels(),
        (long) shape.outputHeight() * shape.stride(),
        (long) shape.outputWidth() * shape.stride());
  }

  private INDArray weights() {
    return operands.of(
        shape.kernelHeight(), shape.kernelWidth(), shape.inputChannels(), shape.outputChannels());
  }

  private INDArray output() {
    return operands.of(
        shape.images(), shape.outputChannels(), shape.outputHeight(), shape.outputWidth());
  }
}
