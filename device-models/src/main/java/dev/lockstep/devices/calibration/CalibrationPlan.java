package dev.lockstep.devices.calibration;

import dev.lockstep.devices.kernel.Kernel;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which kernels are timed, and which of them the fit does not see.
 *
 * @param fitted constants are fitted on these
 * @param heldOut errors are reported on these
 */
public record CalibrationPlan(List<Kernel> fitted, List<Kernel> heldOut) {

  /** Copies both lists. */
  public CalibrationPlan {
    fitted = List.copyOf(fitted);
    heldOut = List.copyOf(heldOut);
  }

  /** Sizes for a processor: the longest kernel takes tens of milliseconds on one core. */
  public static CalibrationPlan forProcessor() {
    return new CalibrationPlan(ProcessorShapes.grid(), ProcessorShapes.drawn());
  }

  /** Fitted and held-out kernels, in this order. */
  public List<Kernel> all() {
    return Stream.concat(fitted.stream(), heldOut.stream()).toList();
  }
}
