package dev.lockstep.devices.calibration;

import dev.lockstep.devices.kernel.MemoryPass;
import java.util.Arrays;

/**
 * The passes over memory that are timed. What one element of the result costs in bytes: each
 * operand and the result once, 4 bytes an element; batch normalisation reads its input twice, its
 * gradient both of its inputs twice, as the model library counts them.
 */
public enum MemoryWork {
  /** One array to another. */
  COPY("copy", 2, KernelClass.COPY),
  /** max(x, 0). */
  RELU("relu", 2, KernelClass.ELEMENTWISE),
  /** The gradient where the input was above zero. */
  RELU_GRADIENT("relu-gradient", 3, KernelClass.ELEMENTWISE),
  /** Sum of two arrays. */
  ADD("add", 3, KernelClass.ELEMENTWISE),
  /** Gaussian error linear unit. */
  GELU("gelu", 2, KernelClass.ELEMENTWISE),
  /** A row added to each row. */
  BIAS("bias", 2, KernelClass.ELEMENTWISE),
  /** Sum over rows. */
  BIAS_GRADIENT("bias-gradient", 1, KernelClass.ELEMENTWISE),
  /** Weights less the scaled gradient. */
  UPDATE("update", 3, KernelClass.ELEMENTWISE),
  /** Softmax of each row. */
  SOFTMAX("softmax", 2, KernelClass.SOFTMAX),
  /** Layer normalisation of each row. */
  LAYER_NORM("layer-norm", 2, KernelClass.NORMALISATION),
  /** Statistics and normalisation of each channel. */
  BATCH_NORM("batch-norm", 3, KernelClass.NORMALISATION),
  /** Gradient of batch normalisation. */
  BATCH_NORM_GRADIENT("batch-norm-gradient", 5, KernelClass.NORMALISATION);

  private static final int BYTES = 4;

  private final String label;
  private final int operands;
  private final KernelClass kernelClass;

  MemoryWork(String label, int operands, KernelClass kernelClass) {
    this.label = label;
    this.operands = operands;
    this.kernelClass = kernelClass;
  }

  /** The pass over so many elements. */
  public MemoryPass over(long elements) {
    return MemoryPass.of(label, (double) BYTES * operands * elements);
  }

  /** The work that a pass's name stands for. */
  public static MemoryWork of(MemoryPass pass) {
    return Arrays.stream(values())
        .filter(work -> work.label.equals(pass.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no pass that is timed here; those are %s"
                        .formatted(
                            pass.name(), Arrays.stream(values()).map(MemoryWork::label).toList())));
  }

  /** Elements of the result of a pass of this work. */
  public long elements(MemoryPass pass) {
    return Math.round(pass.sizeBytes() / (BYTES * operands));
  }

  /** What tables and files call it. */
  public String label() {
    return label;
  }

  /** In which class its errors are counted. */
  public KernelClass kernelClass() {
    return kernelClass;
  }
}
