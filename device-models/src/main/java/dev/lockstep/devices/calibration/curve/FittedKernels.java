package dev.lockstep.devices.calibration.curve;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.lockstep.devices.hardware.FittedGroup;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.roofline.KernelTimes;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Times of kernels from constants fitted on measured ones, group by group. A pass over memory with
 * a name that was not measured costs what a copy of its bytes costs, and counts as outside the
 * fitted range; a kernel of any other group that was not measured has no time.
 */
public final class FittedKernels implements KernelTimes {

  private static final KernelGroup COPY = KernelGroup.of(MemoryPass.of("copy", 0));
  private static final int LEAST_POINTS = 3;

  private final TreeMap<KernelGroup, FittedCurve> curves;

  private FittedKernels(TreeMap<KernelGroup, FittedCurve> curves) {
    this.curves = curves;
  }

  /**
   * Fits each group for itself. A group of fewer than three points is left out: so few determine
   * nothing.
   *
   * @param points measured kernels
   * @param elementBytes bytes of an element of a product's operands
   */
  public static FittedKernels through(List<Point> points, double elementBytes) {
    TreeMap<KernelGroup, FittedCurve> curves = new TreeMap<>();
    points.stream()
        .collect(groupingBy(p -> KernelGroup.of(p.kernel()), TreeMap::new, toList()))
        .forEach(
            (group, members) -> {
              if (members.size() >= LEAST_POINTS) {
                curves.put(group, FittedCurve.through(group.curve(elementBytes), members));
              }
            });
    return new FittedKernels(curves);
  }

  @Override
  public double seconds(Kernel kernel) {
    KernelGroup group = KernelGroup.of(kernel);
    FittedCurve own = curves.get(group);
    return Optional.ofNullable(own == null && group.isMemoryPass() ? curves.get(COPY) : own)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no measured kernel says how long %s takes; measured are %s"
                        .formatted(kernel, names())))
        .seconds(kernel);
  }

  @Override
  public boolean inFittedRange(Kernel kernel) {
    FittedCurve curve = curves.get(KernelGroup.of(kernel));
    return curve != null && curve.covers(kernel);
  }

  /** Whether there is a time for the kernel. */
  public boolean knows(Kernel kernel) {
    KernelGroup group = KernelGroup.of(kernel);
    return curves.containsKey(group) || (group.isMemoryPass() && curves.containsKey(COPY));
  }

  /** Constants and ranges, group by group. */
  public List<FittedGroup> groups() {
    return curves.entrySet().stream()
        .map(entry -> entry.getValue().named(entry.getKey().name()))
        .toList();
  }

  /**
   * From what {@link #groups()} gave.
   *
   * @throws IllegalArgumentException where a constant is missing or not above zero
   */
  public static FittedKernels of(List<FittedGroup> groups, double elementBytes) {
    TreeMap<KernelGroup, FittedCurve> curves = new TreeMap<>();
    for (FittedGroup group : groups) {
      KernelGroup key = new KernelGroup(group.group());
      curves.put(key, FittedCurve.of(key.curve(elementBytes), group));
    }
    return new FittedKernels(curves);
  }

  private List<String> names() {
    return curves.keySet().stream().map(KernelGroup::name).toList();
  }
}
