package dev.lockstep.devices.calibration.curve;

import dev.lockstep.devices.hardware.FittedGroup;
import dev.lockstep.devices.kernel.Kernel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A curve with its constants and the range of sizes they were fitted on. */
final class FittedCurve {

  private final Curve curve;
  private final double[] constants;
  private final double[] smallest;
  private final double[] largest;

  private FittedCurve(Curve curve, double[] constants, double[] smallest, double[] largest) {
    this.curve = curve;
    this.constants = constants;
    this.smallest = smallest;
    this.largest = largest;
  }

  static FittedCurve through(Curve curve, List<Point> points) {
    double[] smallest = curve.sizes(points.get(0).kernel());
    double[] largest = smallest.clone();
    for (Point point : points) {
      double[] sizes = curve.sizes(point.kernel());
      for (int i = 0; i < sizes.length; i++) {
        smallest[i] = Math.min(smallest[i], sizes[i]);
        largest[i] = Math.max(largest[i], sizes[i]);
      }
    }
    return new FittedCurve(curve, LogLeastSquares.fit(curve, points), smallest, largest);
  }

  double seconds(Kernel kernel) {
    return curve.seconds(constants, kernel);
  }

  boolean covers(Kernel kernel) {
    double[] sizes = curve.sizes(kernel);
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < smallest[i] || sizes[i] > largest[i]) {
        return false;
      }
    }
    return true;
  }

  FittedGroup named(String group) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < constants.length; i++) {
      named.put(curve.constants().get(i), constants[i]);
    }
    return new FittedGroup(group, named, boxed(smallest), boxed(largest));
  }

  /** The curve of constants that were fitted before. */
  static FittedCurve of(Curve curve, FittedGroup group) {
    double[] constants =
        curve.constants().stream().mapToDouble(name -> constant(group, name)).toArray();
    return new FittedCurve(curve, constants, plain(group.smallest()), plain(group.largest()));
  }

  private static double constant(FittedGroup group, String name) {
    Double constant = group.constants().get(name);
    if (constant == null || !(constant > 0)) {
      throw new IllegalArgumentException(
          "%s: %s is %s; it must be above 0".formatted(group.group(), name, constant));
    }
    return constant;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static double[] plain(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
