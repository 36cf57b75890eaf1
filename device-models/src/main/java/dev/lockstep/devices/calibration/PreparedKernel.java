package dev.lockstep.devices.calibration;

import dev.lockstep.devices.calibration.timing.KernelTimer;
import dev.lockstep.devices.calibration.timing.Timing;

/** A kernel that can be run again and again on operands that it holds until it is closed. */
public interface PreparedKernel extends AutoCloseable {

  /** Times it. */
  Timing time(KernelTimer timer);

  /** Gives the operands' memory back. */
  @Override
  void close();
}
