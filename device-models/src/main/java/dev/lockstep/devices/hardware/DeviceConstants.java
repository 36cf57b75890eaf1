package dev.lockstep.devices.hardware;

import java.util.List;

/**
 * Constants of one device that were fitted on measurements.
 *
 * @param matrices of matrix products
 * @param kernels of everything else
 * @param provenance what they were fitted on, what was left over, and when: one line each
 */
public record DeviceConstants(
    MatrixConstants matrices, KernelConstants kernels, List<String> provenance) {

  /** Copies the list. */
  public DeviceConstants {
    provenance = List.copyOf(provenance);
  }
}
