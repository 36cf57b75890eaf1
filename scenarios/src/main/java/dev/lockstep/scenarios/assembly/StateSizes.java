package dev.lockstep.scenarios.assembly;

import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Optimizer;

/**
 * Bytes that each weight takes on a device, and how data-parallel ranks share them (ZeRO, arXiv
 * 1910.02054, section 5).
 *
 * @param weight of the weights as they are held
 * @param gathered of the weights that a forward reads, where ranks share them
 * @param gradient of their gradients
 * @param optimizer of what the optimizer keeps: moments, and master weights in mixed precision
 * @param zeroStage 1 shares the optimizer's states, 2 the gradients too, 3 the weights too
 */
public record StateSizes(int weight, int gathered, int gradient, int optimizer, int zeroStage) {

  private static final int SINGLE = 4;
  private static final int HALF = 2;
  private static final double GRADIENT_PASSES = 5;

  /**
   * The usual sizes: in mixed precision 2 bytes of weights and 4 of master weights; gradients are
   * summed in single precision, but in half precision where weights are IEEE half.
   */
  public static StateSizes of(Precision precision, Optimizer optimizer, int zeroStage) {
    boolean single = precision.activationBytes() == SINGLE;
    int moments =
        switch (optimizer) {
          case SGD -> 0;
          case MOMENTUM -> 1;
          case ADAM, RMSPROP -> 2;
        };
    int gradient = single || precision != Precision.FP16 ? SINGLE : HALF;
    int weight = single ? SINGLE : HALF;
    return new StateSizes(
        weight, weight, gradient, SINGLE * (moments + (single ? 0 : 1)), zeroStage);
  }

  /**
   * The same where PyTorch shares weights (FSDP): they are the master weights, in single precision,
   * and are rounded as they are gathered; gradients are summed in single precision.
   */
  public StateSizes sharedByPytorch() {
    int masters = weight == SINGLE ? 0 : SINGLE;
    return new StateSizes(SINGLE, gathered, SINGLE, optimizer - masters, zeroStage);
  }

  /** Bytes of weights on one of {@code ranks} data-parallel devices. */
  public double weightBytes(double parameters, int ranks) {
    return parameters * weight / (zeroStage >= 3 ? ranks : 1);
  }

  /** Bytes of gradients on one of {@code ranks} data-parallel devices. */
  public double gradientBytes(double parameters, int ranks) {
    return parameters * gradient / (zeroStage >= 2 ? ranks : 1);
  }

  /** Bytes of optimizer states on one of {@code ranks} data-parallel devices. */
  public double optimizerBytes(double parameters, int ranks) {
    return parameters * optimizer / (zeroStage >= 1 ? ranks : 1);
  }

  /**
   * Bytes that an update reads and writes for each weight that a device updates: single-precision
   * gradients five times (their norm, clipping, the update, clearing), every state of the optimizer
   * twice, and the new weight.
   */
  public double updateBytes() {
    return GRADIENT_PASSES * SINGLE + 2.0 * optimizer + weight * (optimizer == 0 ? 2 : 1);
  }
}
