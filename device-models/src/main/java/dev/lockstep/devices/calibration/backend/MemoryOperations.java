package dev.lockstep.devices.calibration.backend;

import dev.lockstep.devices.calibration.MemoryWork;
import dev.lockstep.devices.kernel.MemoryPass;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ND4J's operations for the passes over memory, over so many elements. */
final class MemoryOperations {

  /** Elements of a row where the work has rows; images are {@value #SIDE} by {@value #SIDE}. */
  private static final long ROW = 256;

  private static final long SIDE = 16;

  private MemoryOperations() {}

  static Runnable of(MemoryPass pass, Operands operands) {
    MemoryWork work = MemoryWork.of(pass);
    long elements = work.elements(pass);
    long rows = Math.max(1, elements / ROW);
    return switch (work) {
      case COPY -> Operations.copy(operands.of(rows, ROW), operands.of(rows, ROW));
      case RELU -> Operations.relu(operands.of(rows, ROW), operands.of(rows, ROW));
      case RELU_GRADIENT ->
          Operations.reluGradient(
              operands.of(rows, ROW), operands.of(rows, ROW), operands.of(rows, ROW));
      case ADD ->
          Operations.add(operands.of(rows, ROW), operands.of(rows, ROW), operands.of(rows, ROW));
      case GELU -> Operations.gelu(operands.of(rows, ROW), operands.of(rows, ROW));
      case BIAS ->
          Operations.bias(operands.of(rows, ROW), operands.of(ROW), operands.of(rows, ROW));
      case BIAS_GRADIENT -> Operations.sumOfRows(operands.of(rows, ROW), operands.of(ROW));
      case UPDATE -> Operations.update(operands.of(rows, ROW), operands.of(rows, ROW));
      case SOFTMAX -> Operations.softmax(operands.of(rows, ROW), operands.of(rows, ROW));
      case LAYER_NORM ->
          Operations.layerNorm(
              operands.of(rows, ROW), operands.of(ROW), operands.of(ROW), operands.of(rows, ROW));
      case BATCH_NORM, BATCH_NORM_GRADIENT -> batchNorm(work, elements, operands);
    };
  }

  /** As many channels as there are images, as nearly as powers of two allow. */
  private static Runnable batchNorm(MemoryWork work, long elements, Operands operands) {
    long planes = Math.max(1, elements / (SIDE * SIDE));
    long channels = Math.min(16, planes);
    long[] shape = {Math.max(1, planes / channels), channels, SIDE, SIDE};
    INDArray in = operands.of(shape);
    INDArray mean = operands.of(channels);
    INDArray variance = operands.of(channels);
    INDArray gain = operands.of(channels);
    INDArray shift = operands.of(channels);
    if (work == MemoryWork.BATCH_NORM) {
      return Operations.batchNorm(in, mean, variance, gain, shift, operands.of(shape));
    }
    INDArray[] gradients = {
      operands.of(shape),
      operands.of(channels),
      operands.of(channels),
      operands.of(channels),
      operands.of(channels)
    };
    return Operations.batchNormGradient(
        in, new INDArray[] {mean, variance, gain, shift}, operands.of(shape), gradients);
  }
}
