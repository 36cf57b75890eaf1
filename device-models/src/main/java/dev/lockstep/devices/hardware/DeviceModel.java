package dev.lockstep.devices.hardware;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the vendor says of one device: an accelerator as a framework counts them. Nominal figures,
 * one direction, no sparsity; what a program reaches of them is fitted elsewhere. A figure that
 * nobody has published is absent.
 *
 * @param name how scenarios call it, lower-case with hyphens
 * @param title how the vendor calls it
 * @param aliases other names in scenarios
 * @param vendor who makes it
 * @param peakTflops dense 10^12 floating-point operations a second of matrix products
 * @param memoryBytes device memory; the gigabytes of data sheets are 2^30 bytes
 * @param memoryBandwidthGBps 10^9 bytes a second to and from device memory
 * @param l2Bytes the cache that all multiprocessors share
 * @param multiprocessors streaming multiprocessors, compute units or cores
 * @param clockMHz clock at which the 16-bit matrix peak is quoted, or the single-precision peak
 *     where there is no other
 * @param powerWatts thermal design power
 * @param scaleUpLink the fastest link to other devices, a name in the catalogue of links
 * @param scaleUpGBps 10^9 bytes a second over that link, one direction, to all peers together
 * @param sources where each figure comes from, by its name: {@code powerWatts}, or {@code
 *     peakTflops} for all precisions that have no {@code peakTflops.fp8} of their own
 * @param calibration its measured kernels, if its owner calibrated it
 * @param notes what else one must know
 */
public record DeviceModel(
    String name,
    String title,
    List<String> aliases,
    String vendor,
    Map<Precision, Double> peakTflops,
    OptionalLong memoryBytes,
    OptionalDouble memoryBandwidthGBps,
    OptionalLong l2Bytes,
    OptionalInt multiprocessors,
    OptionalDouble clockMHz,
    OptionalDouble powerWatts,
    Optional<String> scaleUpLink,
    OptionalDouble scaleUpGBps,
    Map<String, String> sources,
    Optional<KernelCalibration> calibration,
    List<String> notes) {

  /** Copies what could change. */
  public DeviceModel {
    aliases = List.copyOf(aliases);
    Map<Precision, Double> peaks = new EnumMap<>(Precision.class);
    peaks.putAll(peakTflops);
    peakTflops = Collections.unmodifiableMap(peaks);
    sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    notes = List.copyOf(notes);
  }

  /** A device of which only this is known, and no source: for tests and closed forms. */
  public static DeviceModel of(
      String name,
      Map<Precision, Double> peakTflops,
      long memoryBytes,
      double memoryBandwidthGBps) {
    return new DeviceModel(
        name,
        name,
        List.of(),
        "-",
        peakTflops,
        OptionalLong.of(memoryBytes),
        OptionalDouble.of(memoryBandwidthGBps),
        OptionalLong.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Map.of(),
        Optional.empty(),
        List.of());
  }

  /** Dense TFLOP/s in one precision, if the device has it and the figure is known. */
  public OptionalDouble peakTflops(Precision precision) {
    Double peak = peakTflops.get(precision);
    return peak == null ? OptionalDouble.empty() : OptionalDouble.of(peak);
  }

  /** Names of the figures that are present, as {@link #sources} calls them. */
  public Set<String> figures() {
    Set<String> names = new TreeSet<>();
    peakTflops.keySet().forEach(precision -> names.add("peakTflops." + precision.label()));
    addIf(memoryBytes.isPresent(), "memoryBytes", names);
    addIf(memoryBandwidthGBps.isPresent(), "memoryBandwidthGBps", names);
    addIf(l2Bytes.isPresent(), "l2Bytes", names);
    addIf(multiprocessors.isPresent(), "multiprocessors", names);
    addIf(clockMHz.isPresent(), "clockMHz", names);
    addIf(powerWatts.isPresent(), "powerWatts", names);
    addIf(scaleUpGBps.isPresent(), "scaleUpGBps", names);
    return names;
  }

  /** Where a figure comes from: its own source, or the one of the group before its dot. */
  public Optional<String> source(String figure) {
    String group = figure.contains(".") ? figure.substring(0, figure.indexOf('.')) : figure;
    return Optional.ofNullable(sources.getOrDefault(figure, sources.get(group)));
  }

  private static void addIf(boolean present, String name, Set<String> names) {
    if (present) {
      names.add(name);
    }
  }
}
