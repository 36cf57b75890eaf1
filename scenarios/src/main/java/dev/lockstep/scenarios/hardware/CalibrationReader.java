package dev.lockstep.scenarios.hardware;

import dev.lockstep.devices.calibration.CalibratedTimes;
import dev.lockstep.devices.hardware.FittedGroup;
import dev.lockstep.devices.hardware.KernelCalibration;
import dev.lockstep.devices.hardware.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code lockstep calibrate} writes into a device file about measured kernels. */
final class CalibrationReader {

  /** Errors, machine and count are there for people. */
  static final List<String> KEYS =
      List.of(
          "source",
          "machine",
          "precision",
          "fittedKernels",
          "heldOutError",
          "heldOutErrorByClass",
          "groups");

  private static final List<String> GROUP_KEYS =
      List.of("group", "constants", "smallest", "largest");

  private static final Pattern GROUP =
      Pattern.compile(
          "(batched-)?matrix-product|convolution/(forward|input-gradient|weight-gradient)"
              + "|attention/(forward|backward)|memory-pass/.+");

  private CalibrationReader() {}

  static KernelCalibration read(Fields fields) {
    List<FittedGroup> groups = new ArrayList<>();
    for (Fields group : fields.objects("groups", GROUP_KEYS)) {
      groups.add(
          new FittedGroup(
              name(group),
              group.numbersByName("constants"),
              group.numbers("smallest"),
              group.numbers("largest")));
    }
    KernelCalibration calibration =
        new KernelCalibration(
            fields.text("source"),
            fields.oneOf("precision", Precision.values(), Precision::label),
            groups);
    try {
      new CalibratedTimes(calibration);
    } catch (IllegalArgumentException e) {
      throw fields.refusal("groups", e.getMessage(), "Calibrate again.");
    }
    return calibration;
  }

  private static String name(Fields group) {
    String name = group.text("group");
    if (!GROUP.matcher(name).matches()) {
      throw group.refusal(
          "group",
          "is no group of kernels",
          "Groups are matrix-product, batched-matrix-product, convolution/forward and so on.");
    }
    return name;
  }
}
