package dev.lockstep.devices.layers.convolutional.graph;

import dev.lockstep.devices.kernel.Kernel;
import java.util.List;

/**
 * One step of the forward with what its backward needs.
 *
 * @param inputs read by the forward
 * @param output written by the forward
 * @param forward kernels of the forward
 * @param inputGradient kernels of the gradients with respect to the inputs
 * @param weightGradient kernels of the gradient with respect to the weights
 * @param parameters weights
 * @param kept inputs or output that the input gradient reads again
 * @param keptForWeights inputs that the weight gradient reads again
 * @param keptBytes masks and indices that the backward reads, for the whole micro-batch
 */
record Operation(
    List<Tensor> inputs,
    Tensor output,
    List<Kernel> forward,
    List<Kernel> inputGradient,
    List<Kernel> weightGradient,
    double parameters,
    List<Tensor> kept,
    List<Tensor> keptForWeights,
    double keptBytes) {

  boolean needsInputGradient() {
    return inputs.stream().anyMatch(Tensor::needsGradient);
  }
}
