package dev.lockstep.devices.calibration;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.lockstep.devices.calibration.curve.FittedKernels;
import dev.lockstep.devices.calibration.curve.KernelGroup;
import dev.lockstep.devices.hardware.FittedGroup;
import dev.lockstep.devices.hardware.KernelCalibration;
import dev.lockstep.devices.kernel.Kernel;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.roofline.KernelTimes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Times of the kernels of layers on a calibrated device. Layers call their passes over memory by
 * what they do; a calibration measures a few that stand for all. A pass that was measured under its
 * own name takes that time; else the one that stands for it; else that of a copy of as many bytes.
 */
public final class CalibratedTimes implements KernelTimes {

  private static final Map<String, MemoryWork> STAND_INS =
      Map.ofEntries(
          Map.entry("normalise", MemoryWork.LAYER_NORM),
          Map.entry("normalise gradient", MemoryWork.LAYER_NORM),
          Map.entry("batch norm", MemoryWork.BATCH_NORM),
          Map.entry("batch norm gradient", MemoryWork.BATCH_NORM_GRADIENT),
          Map.entry("instance norm", MemoryWork.BATCH_NORM),
          Map.entry("instance norm gradient", MemoryWork.BATCH_NORM_GRADIENT),
          Map.entry("softmax", MemoryWork.SOFTMAX),
          Map.entry("softmax gradient", MemoryWork.SOFTMAX),
          Map.entry("loss", MemoryWork.SOFTMAX),
          Map.entry("route", MemoryWork.SOFTMAX),
          Map.entry("activation", MemoryWork.GELU),
          Map.entry("activation gradient", MemoryWork.RELU_GRADIENT),
          Map.entry("relu", MemoryWork.RELU),
          Map.entry("relu gradient", MemoryWork.RELU_GRADIENT),
          Map.entry("leaky relu", MemoryWork.RELU),
          Map.entry("leaky relu gradient", MemoryWork.RELU_GRADIENT),
          Map.entry("dropout", MemoryWork.RELU_GRADIENT),
          Map.entry("dropout gradient", MemoryWork.RELU_GRADIENT),
          Map.entry("residual", MemoryWork.ADD),
          Map.entry("residual gradient", MemoryWork.ADD),
          Map.entry("add", MemoryWork.ADD),
          Map.entry("gradient accumulation", MemoryWork.ADD),
          Map.entry("bias", MemoryWork.BIAS),
          Map.entry("bias gradient", MemoryWork.BIAS_GRADIENT),
          Map.entry("positions", MemoryWork.ADD),
          Map.entry("positions gradient", MemoryWork.ADD),
          Map.entry("rotary positions", MemoryWork.ADD),
          Map.entry("rotary positions gradient", MemoryWork.ADD),
          Map.entry("update", MemoryWork.UPDATE));

  /** Passes that move what they read. */
  private static final Set<String> COPIES =
      Set.of(
          "embed",
          "join positions",
          "transpose",
          "permute",
          "unpermute",
          "quantise",
          "concatenate",
          "max pool",
          "average pool",
          "upsample",
          "pad",
          "shift");

  private final FittedKernels measured;
  private final Set<String> groups;

  /**
   * The times of a calibrated device.
   *
   * @throws IllegalArgumentException in one line, if a constant is missing or not above zero
   */
  public CalibratedTimes(KernelCalibration calibration) {
    this.measured = FittedKernels.of(calibration.groups(), calibration.precision().operandBytes());
    this.groups =
        calibration.groups().stream().map(FittedGroup::group).collect(toUnmodifiableSet());
  }

  /** The measured pass that stands for one of a layer's; empty if the name is not known. */
  public static Optional<MemoryWork> standIn(String pass) {
    String forward = pass.replaceFirst(" gradient$", "");
    return COPIES.contains(forward)
        ? Optional.of(MemoryWork.COPY)
        : Optional.ofNullable(STAND_INS.get(pass));
  }

  @Override
  public double seconds(Kernel kernel) {
    return measured.seconds(named(kernel));
  }

  @Override
  public boolean inFittedRange(Kernel kernel) {
    return measured.inFittedRange(named(kernel));
  }

  /** The kernel under the name that it was measured by. */
  private Kernel named(Kernel kernel) {
    if (!(kernel instanceof MemoryPass pass)) {
      return kernel;
    }
    List<String> names =
        Stream.concat(
                Stream.of(pass.name(), pass.name().replace(' ', '-')),
                standIn(pass.name()).map(MemoryWork::label).stream())
            .toList();
    return names.stream()
        .map(name -> new MemoryPass(name, pass.sizeBytes(), pass.launches()))
        .filter(found -> groups.contains(KernelGroup.of(found).name()))
        .findFirst()
        .orElse(pass);
  }
}
