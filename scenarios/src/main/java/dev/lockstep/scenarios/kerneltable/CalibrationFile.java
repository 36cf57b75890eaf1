package dev.lockstep.scenarios.kerneltable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.lockstep.devices.calibration.Calibration;
import dev.lockstep.devices.calibration.Machine;
import dev.lockstep.devices.calibration.MeasuredKernel;
import dev.lockstep.devices.calibration.MemoryWork;
import dev.lockstep.devices.calibration.Residual;
import dev.lockstep.devices.hardware.FittedGroup;
import dev.lockstep.devices.kernel.MatrixProduct;
import dev.lockstep.devices.kernel.MemoryPass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A calibrated device as a file, which scenarios name by its path.
 *
 * @param name what reports call the device
 * @param peakTflops of the best measured product, by precision
 * @param memoryBytes of the host; absent where the device is not the host
 * @param memoryBandwidthGBps of the large copies
 * @param sources where each of these figures comes from
 * @param calibration the measured kernels
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CalibrationFile(
    String name,
    Map<String, Double> peakTflops,
    OptionalLong memoryBytes,
    OptionalDouble memoryBandwidthGBps,
    Map<String, String> sources,
    Kernels calibration) {

  private static final String SOURCE = "measured by lockstep calibrate";
  private static final double TERA = 1e12;
  private static final double GIGA = 1e9;

  /**
   * The measured kernels.
   *
   * @param source where the times come from, and when they were taken
   * @param machine on what they were measured; absent where a table was read
   * @param precision in which format
   * @param fittedKernels how many kernels the constants were fitted on
   * @param heldOutError errors on kernels that nothing was fitted on
   * @param heldOutErrorByClass the same, class by class
   * @param groups constants and ranges
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Kernels(
      String source,
      Optional<Machine> machine,
      String precision,
      int fittedKernels,
      Optional<Residual> heldOutError,
      Map<String, Residual> heldOutErrorByClass,
      List<FittedGroup> groups) {}

  /**
   * The file of a calibration.
   *
   * @param memoryBytes of the device, if known
   */
  public static CalibrationFile of(
      String name,
      String source,
      Optional<Machine> machine,
      OptionalLong memoryBytes,
      Calibration calibration) {
    Map<String, Residual> byClass = new LinkedHashMap<>();
    calibration.residuals().forEach((kind, residual) -> byClass.put(kind.toString(), residual));
    String precision = calibration.fitted().get(0).precision().label();
    Map<String, Double> peaks = new LinkedHashMap<>();
    Map<String, String> sources = new LinkedHashMap<>();
    bestProduct(calibration).ifPresent(flops -> peaks.put(precision, flops / TERA));
    if (!peaks.isEmpty()) {
      sources.put("peakTflops", SOURCE + ": the best product");
    }
    OptionalDouble bandwidth = copyBandwidth(calibration);
    if (memoryBytes.isPresent()) {
      sources.put("memoryBytes", SOURCE + ": memory of the host");
    }
    if (bandwidth.isPresent()) {
      sources.put("memoryBandwidthGBps", SOURCE + ": the largest copies");
    }
    return new CalibrationFile(
        name,
        peaks,
        memoryBytes,
        bandwidth,
        sources,
        new Kernels(
            source,
            machine,
            precision,
            calibration.fitted().size(),
            calibration.residual(),
            byClass,
            calibration.times().groups()));
  }

  private static Stream<MeasuredKernel> all(Calibration calibration) {
    return Stream.concat(calibration.fitted().stream(), calibration.heldOut().stream());
  }

  private static OptionalDouble bestProduct(Calibration calibration) {
    return all(calibration)
        .filter(row -> row.kernel() instanceof MatrixProduct)
        .mapToDouble(row -> row.kernel().flops() / row.seconds())
        .max();
  }

  /** Bytes read and written a second by copies at least half as large as the largest. */
  private static OptionalDouble copyBandwidth(Calibration calibration) {
    List<MeasuredKernel> copies =
        all(calibration)
            .filter(row -> row.kernel() instanceof MemoryPass)
            .filter(row -> sizeOf(row).isPresent())
            .toList();
    double half = copies.stream().flatMapToDouble(CalibrationFile::sizes).max().orElse(0) / 2;
    return copies.stream()
        .filter(row -> sizeOf(row).getAsDouble() >= half)
        .mapToDouble(row -> sizeOf(row).getAsDouble() / row.seconds() / GIGA)
        .average();
  }

  private static DoubleStream sizes(MeasuredKernel row) {
    return sizeOf(row).stream();
  }

  private static OptionalDouble sizeOf(MeasuredKernel row) {
    MemoryPass pass = (MemoryPass) row.kernel();
    return pass.name().equals(MemoryWork.COPY.label())
        ? OptionalDouble.of(pass.sizeBytes())
        : OptionalDouble.empty();
  }

  /** JSON text, with a line feed at the end. */
  public String json() {
    try {
      return JsonMapper.builder()
              .addModule(new Jdk8Module())
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(this)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a calibration that cannot be written", e);
    }
  }
}
