package dev.lockstep.scenarios.assembly.timing;

import dev.lockstep.devices.calibration.CalibratedTimes;
import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.KernelCalibration;
import dev.lockstep.devices.hardware.KernelConstants;
import dev.lockstep.devices.hardware.MatrixConstants;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.devices.hardware.TileShape;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import dev.lockstep.devices.roofline.KernelTimes;
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
 * The kernel times of a device: measured ones where it was calibrated, else from its data sheet and
 * its fitted constants.
 *
 * @param device the device
 * @param key what its fitted constants are filed under
 * @param kernels times of kernels in a training step
 * @param alone times of kernels that are timed alone
 * @param constants of launching, gaps and overlap; those of a calibrated device are in its times
 * @param notes what they rest on
 */
public record DeviceTimes(
    DeviceModel device,
    String key,
    KernelTimes kernels,
    KernelTimes alone,
    KernelConstants constants,
    List<String> notes) {

  private static final double TERA = 1e12;
  private static final double GIGA = 1e9;
  private static final int TYPICAL_MULTIPROCESSORS = 108;
  private static final double HOPPER_TFLOPS = 700;
  private static final double BLACKWELL_TFLOPS = 2000;

  /** Copies the list. */
  public DeviceTimes {
    notes = List.copyOf(notes);
  }

  /**
   * The times of a device in one precision.
   *
   * @throws IllegalArgumentException if its memory bandwidth is not known
   */
  public static DeviceTimes of(
      DeviceModel device, Precision precision, Framework framework, FittedConstants fitted) {
    String key =
        FittedConstants.key(
            device.name(), framework.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (device.calibration().isPresent()) {
      return calibrated(device, key, precision, device.calibration().get());
    }
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
    MatrixConstants matrices = fitted.matrices(device.name()).orElseGet(rates::typicalConstants);
    return modelled(
        device,
        key,
        new RooflineTimes(rates, matrices, KernelConstants.TYPICAL, precision),
        fitted);
  }

  private static DeviceTimes calibrated(
      DeviceModel device, String key, Precision precision, KernelCalibration calibration) {
    if (calibration.precision() != precision) {
      throw new IllegalArgumentException(
          "%s was calibrated in %s; set training.precision to that, or calibrate it in %s"
              .formatted(device.name(), calibration.precision().label(), precision.label()));
    }
    KernelTimes times = new CalibratedTimes(calibration);
    return new DeviceTimes(
        device, key, times, times, KernelConstants.TYPICAL.withoutLaunches(), List.of());
  }

  /** The same device with other constants of all but matrix products, as a fit tries them. */
  DeviceTimes with(FittedConstants fitted) {
    return kernels instanceof RooflineTimes roofline
        ? modelled(device, key, roofline, fitted)
        : this;
  }

  private static DeviceTimes modelled(
      DeviceModel device, String key, RooflineTimes roofline, FittedConstants fitted) {
    Optional<KernelConstants> constants = fitted.kernels(key);
    KernelConstants kernels = constants.orElse(KernelConstants.TYPICAL);
    List<String> notes = new ArrayList<>();
    if (fitted.matrices(device.name()).isEmpty()) {
      notes.add(
          "no matrix products of %s were measured: their constants are typical ones"
              .formatted(device.title()));
    }
    if (constants.isEmpty()) {
      notes.add(
          "no training steps of %s were measured: constants of kernels are typical ones"
              .formatted(device.title()));
    }
    return new DeviceTimes(
        device, key, roofline.with(kernels), roofline.with(kernels.alone()), kernels, notes);
  }

  /** Whether anything was measured on the device, so that there is a range to be outside of. */
  boolean isMeasured(FittedConstants fitted) {
    return device.calibration().isPresent() || fitted.matrices(device.name()).isPresent();
  }

  /** Seconds of a product in a benchmark of products. */
  public double benchmarkSeconds(MatrixProduct product) {
    return kernels instanceof RooflineTimes roofline
        ? roofline.benchmarkSeconds(product)
        : kernels.seconds(product);
  }

  /** Seconds of an update that reads and writes so many bytes. */
  public double updateSeconds(double sizeBytes) {
    if (sizeBytes == 0) {
      return 0;
    }
    return kernels instanceof RooflineTimes roofline
        ? sizeBytes / roofline.passBytesPerSecond()
        : kernels.seconds(MemoryPass.of("update", sizeBytes));
  }

  private static List<TileShape> tiles(DeviceModel device) {
    double peak = device.peakTflops(Precision.BF16).orElse(0);
    if (peak >= BLACKWELL_TFLOPS) {
      return TileShape.BLACKWELL;
    }
    return peak >= HOPPER_TFLOPS ? TileShape.HOPPER : TileShape.COMMON;
  }
}
