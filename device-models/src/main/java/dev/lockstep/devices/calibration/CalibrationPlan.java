package dev.lockstep.devices.calibration;

import dev.lockstep.devices.kernel.Kernel;
import java.util.ArrayList;
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

  /**
   * Every fourth kernel of each class is held out, by its place in the table: for tables measured
   * elsewhere.
   */
  public static CalibrationPlan everyFourthHeldOut(List<Kernel> kernels) {
    List<Kernel> fitted = new ArrayList<>();
    List<Kernel> heldOut = new ArrayList<>();
    int[] seen = new int[KernelClass.values().length];
    for (Kernel kernel : kernels) {
      boolean held = seen[KernelClass.of(kernel).ordinal()]++ % 4 == 2;
      (held ? heldOut : fitted).add(kernel);
    }
    return new CalibrationPlan(fitted, heldOut);
  }

  /** Fitted and held-out kernels, in this order. */
  public List<Kernel> all() {
    return Stream.concat(fitted.stream(), heldOut.stream()).toList();
  }
}
