package dev.lockstep.scenarios.assembly;

import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.KernelConstants;
import dev.lockstep.devices.hardware.MatrixConstants;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.hardware.TileShape;
import dev.lockstep.devices.roofline.MatrixRates;
import dev.lockstep.devices.roofline.RooflineTimes;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.scenario.section.TrainingSection.Framework;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The kernel times of a device, from its data sheet and its fitted constants.
 *
 * @param kernels times of kernels in a training step
 * @param alone times of kernels that are timed alone
 * @param constants the fitted or typical constants of all but matrix products
 * @param notes what they rest on
 */
record DeviceTimes(
    RooflineTimes kernels, RooflineTimes alone, KernelConstants constants, List<String> notes) {

  private static final double TERA = 1e12;
  private static final double GIGA = 1e9;
  private static final int TYPICAL_MULTIPROCESSORS = 108;
  private static final double HOPPER_TFLOPS = 700;
  private static final double BLACKWELL_TFLOPS = 2000;

  DeviceTimes {
    notes = List.copyOf(notes);
  }

  /**
   * The times of a device in one precision.
   *
   * @throws IllegalArgumentException if its memory bandwidth is not known
   */
  static DeviceTimes of(
      DeviceModel device, Precision precision, Framework framework, FittedConstants fitted) {
    List<String> notes = new ArrayList<>();
    Map<Precision, Double> peaks = new EnumMap<>(Precision.class);
    device.peakTflops().forEach((format, tflops) -> peaks.put(format, tflops * TERA));
    double bandwidth =
        device
            .memoryBandwidthGBps()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the memory bandwidth of %s is not known".formatted(device.name())));
    MatrixRates rates =
        new MatrixRates(
            device.multiprocessors().orElse(TYPICAL_MULTIPROCESSORS),
            peaks,
            bandwidth * GIGA,
            tiles(device));
    Optional<MatrixConstants> matrices = fitted.matrices(device.name());
    Optional<KernelConstants> constants =
        fitted.kernels(
            FittedConstants.key(
                device.name(), framework.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    if (matrices.isEmpty()) {
      notes.add(
          "no matrix products of %s were measured: their constants are typical ones"
              .formatted(device.title()));
    }
    if (constants.isEmpty()) {
      notes.add(
          "no training steps of %s were measured: constants of kernels are typical ones"
              .formatted(device.title()));
    }
    KernelConstants kernels = constants.orElse(KernelConstants.TYPICAL);
    MatrixConstants products = matrices.orElseGet(rates::typicalConstants);
    return new DeviceTimes(
        new RooflineTimes(rates, products, kernels, precision),
        new RooflineTimes(rates, products, kernels.alone(), precision),
        kernels,
        notes);
  }

  private static List<TileShape> tiles(DeviceModel device) {
    double peak = device.peakTflops(Precision.BF16).orElse(0);
    if (peak >= BLACKWELL_TFLOPS) {
      return TileShape.BLACKWELL;
    }
    return peak >= HOPPER_TFLOPS ? TileShape.HOPPER : TileShape.COMMON;
  }
}
