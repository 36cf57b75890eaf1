package dev.lockstep.devices.hardware;

import java.util.List;

/**
 * Kernels of a device that its owner measured: the constants of curves fitted on them.
 *
 * @param source where the times come from, and when they were taken
 * @param precision of products and convolutions
 * @param groups constants and ranges
 */
public record KernelCalibration(String source, Precision precision, List<FittedGroup> groups) {

  /** Copies the list. */
  public KernelCalibration {
    groups = List.copyOf(groups);
  }
}
