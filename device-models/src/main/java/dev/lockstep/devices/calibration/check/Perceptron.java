package dev.lockstep.devices.calibration.check;

import dev.lockstep.devices.calibration.MemoryWork;
import dev.lockstep.devices.calibration.backend.Operations;
import dev.lockstep.devices.kernel.MatrixProduct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Forward, backward and update of fully connected layers, with ReLU behind each but the last. The
 * loss's gradient is given, and the first layer's input gets no gradient.
 */
final class Perceptron {

  private final NetworkStep step;
  private final int batch;

  private Perceptron(NetworkStep step, int batch) {
    this.step = step;
    this.batch = batch;
  }

  /** A step over {@code batch} samples through layers of these widths, input first. */
  static NetworkStep step(int batch, int... widths) {
    NetworkStep step = new NetworkStep();
    new Perceptron(step, batch).build(widths);
    return step;
  }

  private void build(int[] widths) {
    INDArray in = step.operands().of(batch, widths[0]);
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      Layer layer = new Layer(in, widths[i - 1], widths[i], i == widths.length - 1);
      layer.forward();
      layers.add(layer);
      in = layer.out;
    }
    INDArray gradient = step.operands().of(batch, widths[widths.length - 1]);
    Collections.reverse(layers);
    for (Layer layer : layers) {
      gradient = layer.backward(gradient, layer == layers.get(layers.size() - 1));
    }
  }

  private final class Layer {
    private final int inputs;
    private final int outputs;
    private final boolean last;
    private final INDArray in;
    private final INDArray weights;
    private final INDArray bias;
    private final INDArray sum;
    private final INDArray out;

    Layer(INDArray in, int inputs, int outputs, boolean last) {
      this.inputs = inputs;
      this.outputs = outputs;
      this.last = last;
      this.in = in;
      this.weights = step.operands().of(inputs, outputs);
      this.bias = step.operands().of(outputs);
      this.sum = step.operands().of(batch, outputs);
      this.out = last ? sum : step.operands().of(batch, outputs);
    }

    void forward() {
      long elements = (long) batch * outputs;
      step.add(
          MatrixProduct.of(batch, outputs, inputs),
          Operations.product(in, false, weights, false, sum));
      step.add(MemoryWork.BIAS.over(elements), Operations.bias(sum, bias, sum));
      if (!last) {
        step.add(MemoryWork.RELU.over(elements), Operations.relu(sum, out));
      }
    }

    /** Returns the gradient of the layer's input, which the first layer does not compute. */
    INDArray backward(INDArray outGradient, boolean first) {
      long elements = (long) batch * outputs;
      INDArray gradient = outGradient;
      if (!last) {
        gradient = step.operands().of(batch, outputs);
        step.add(
            MemoryWork.RELU_GRADIENT.over(elements),
            Operations.reluGradient(sum, outGradient, gradient));
      }
      INDArray weightGradient = step.operands().of(inputs, outputs);
      INDArray biasGradient = step.operands().of(outputs);
      step.add(
          MatrixProduct.of(inputs, outputs, batch),
          Operations.product(in, true, gradient, false, weightGradient));
      step.add(
          MemoryWork.BIAS_GRADIENT.over(elements), Operations.sumOfRows(gradient, biasGradient));
      INDArray inGradient = gradient;
      if (!first) {
        inGradient = step.operands().of(batch, inputs);
        step.add(
            MatrixProduct.of(batch, inputs, outputs),
            Operations.product(gradient, false, weights, true, inGradient));
      }
      step.add(
          MemoryWork.UPDATE.over((long) inputs * outputs),
          Operations.update(weights, weightGradient));
      step.add(MemoryWork.UPDATE.over(outputs), Operations.update(bias, biasGradient));
      return inGradient;
    }
  }
}
