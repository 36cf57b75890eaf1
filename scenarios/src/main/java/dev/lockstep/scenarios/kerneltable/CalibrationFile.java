package dev.lockstep.scenarios.kerneltable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.lockstep.devices.calibration.Calibration;
import dev.lockstep.devices.calibration.Machine;
import dev.lockstep.devices.calibration.Residual;
import dev.lockstep.devices.calibration.curve.FittedGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A calibrated device as a file.
 *
 * @param name what scenarios call the device
 * @param source where the times come from, and when they were taken
 * @param machine on what they were measured; absent where a table was read
 * @param precision in which format
 * @param fittedKernels how many kernels the constants were fitted on
 * @param heldOutError errors on kernels that nothing was fitted on
 * @param heldOutErrorByClass the same, class by class
 * @param groups constants and ranges
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CalibrationFile(
    String name,
    String source,
    Optional<Machine> machine,
    String precision,
    int fittedKernels,
    Optional<Residual> heldOutError,
    Map<String, Residual> heldOutErrorByClass,
    List<FittedGroup> groups) {

  /** The file of a calibration. */
  public static CalibrationFile of(
      String name, String source, Optional<Machine> machine, Calibration calibration) {
    Map<String, Residual> byClass = new LinkedHashMap<>();
    calibration.residuals().forEach((kind, residual) -> byClass.put(kind.toString(), residual));
    return new CalibrationFile(
        name,
        source,
        machine,
        calibration.fitted().get(0).precision().label(),
        calibration.fitted().size(),
        calibration.residual(),
        byClass,
        calibration.times().groups());
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
