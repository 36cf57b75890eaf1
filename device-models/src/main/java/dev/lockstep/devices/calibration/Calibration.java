package dev.lockstep.devices.calibration;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.lockstep.devices.calibration.curve.FittedKernels;
import dev.lockstep.devices.calibration.curve.KernelGroup;
import dev.lockstep.devices.calibration.curve.Point;
import dev.lockstep.devices.hardware.Precision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A device's constants, with what they were fitted on and how well they foretell what they were
 * not.
 *
 * @param fitted kernels that the constants were fitted on
 * @param heldOut kernels that they were not
 * @param times the fitted constants
 */
public record Calibration(
    List<MeasuredKernel> fitted, List<MeasuredKernel> heldOut, FittedKernels times) {

  /** Copies both lists. */
  public Calibration {
    fitted = List.copyOf(fitted);
    heldOut = List.copyOf(heldOut);
  }

  /**
   * Fits the first list and keeps the second to judge by. Held-out kernels of a group with too few
   * fitted points are left out: nothing foretells them.
   */
  public static Calibration of(List<MeasuredKernel> fitted, List<MeasuredKernel> heldOut) {
    FittedKernels times =
        FittedKernels.through(
            fitted.stream().map(row -> new Point(row.kernel(), row.seconds())).toList(),
            operandBytes(fitted));
    return new Calibration(
        fitted, heldOut.stream().filter(row -> times.knows(row.kernel())).toList(), times);
  }

  /**
   * Of a table measured elsewhere: every fourth row of each group is held out, the second, sixth
   * and so on.
   */
  public static Calibration everyFourthHeldOut(List<MeasuredKernel> rows) {
    List<MeasuredKernel> fitted = new ArrayList<>();
    List<MeasuredKernel> heldOut = new ArrayList<>();
    Map<KernelGroup, Integer> seen = new HashMap<>();
    for (MeasuredKernel row : rows) {
      int place = seen.merge(KernelGroup.of(row.kernel()), 1, Integer::sum);
      (place % 4 == 2 ? heldOut : fitted).add(row);
    }
    return of(fitted, heldOut);
  }

  /** Errors on held-out kernels by class; a class without any is absent. */
  public Map<KernelClass, Residual> residuals() {
    Map<KernelClass, Residual> residuals = new TreeMap<>();
    heldOut.stream()
        .collect(groupingBy(row -> KernelClass.of(row.kernel()), TreeMap::new, toList()))
        .forEach((kind, rows) -> residuals.put(kind, residual(rows)));
    return residuals;
  }

  /** Errors on all held-out kernels; empty where none was held out. */
  public Optional<Residual> residual() {
    return Optional.of(heldOut).filter(rows -> !rows.isEmpty()).map(this::residual);
  }

  private static double operandBytes(List<MeasuredKernel> rows) {
    List<Precision> precisions = rows.stream().map(MeasuredKernel::precision).distinct().toList();
    if (precisions.size() != 1) {
      throw new IllegalArgumentException(
          "kernels in %s; constants are fitted for one precision".formatted(precisions));
    }
    return precisions.get(0).operandBytes();
  }

  private Residual residual(Collection<MeasuredKernel> rows) {
    return Residual.over(List.copyOf(rows), row -> times.seconds(row.kernel()));
  }
}
