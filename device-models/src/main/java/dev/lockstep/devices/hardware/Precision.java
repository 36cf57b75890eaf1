package dev.lockstep.devices.hardware;

/**
 * In what format matrix products are computed. Below 16 bits only the operands of matrix products
 * are that small; activations, weights and their gradients stay in 16 bits.
 */
public enum Precision {
  /** IEEE single precision. */
  FP32("fp32", 4, 4),
  /** Single precision in memory, 19 bits in the tensor cores. */
  TF32("tf32", 4, 4),
  /** IEEE half precision, single-precision accumulation. */
  FP16("fp16", 2, 2),
  /** Brain float, single-precision accumulation. */
  BF16("bf16", 2, 2),
  /** 8 bits with a scale for each tensor. */
  FP8("fp8", 1, 2),
  /** 8 bits with a scale for each 32 elements. */
  MXFP8("mxfp8", 1, 2),
  /** 4 bits with a scale for each 16 elements. */
  NVFP4("nvfp4", 0.5, 2);

  private final String label;
  private final double operandBytes;
  private final int activationBytes;

  Precision(String label, double operandBytes, int activationBytes) {
    this.label = label;
    this.operandBytes = operandBytes;
    this.activationBytes = activationBytes;
  }

  /** How files call it. */
  public String label() {
    return label;
  }

  /** Bytes of one element of a matrix product's operands. */
  public double operandBytes() {
    return operandBytes;
  }

  /** Bytes of one element of an activation. */
  public int activationBytes() {
    return activationBytes;
  }
}
