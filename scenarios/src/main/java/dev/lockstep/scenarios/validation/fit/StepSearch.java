package dev.lockstep.scenarios.validation.fit;

import dev.lockstep.devices.calibration.fit.KernelConstantsFit;
import dev.lockstep.devices.hardware.KernelConstants;
import dev.lockstep.scenarios.hardware.FittedConstants;
import java.util.List;
import java.util.Map;

/**
 * What a search for constants may change, and where it starts. Few rows cannot tell many constants
 * apart: those that no row speaks of are better held at what they physically are.
 *
 * @param start every constant before the search; what is not free stays so
 * @param free names of the constants to fit
 * @param rounds of the search
 */
public record StepSearch(KernelConstants start, List<String> free, int rounds) {

  /** Names of all constants. */
  public static final List<String> ALL = KernelConstantsFit.NAMES;

  /** Copies the list. */
  public StepSearch {
    free = List.copyOf(free);
  }

  /**
   * From a device's own constants; or, where values are given, from these and what is typical of
   * devices.
   *
   * @param device name in the catalogue
   * @param framework whose kernels it runs
   * @param values to start from, by the names of constants; may be empty
   * @param free names of the constants to fit
   * @param rounds of the search
   * @throws IllegalArgumentException in one line, if a name is not that of a constant, or a value
   *     is one that no device can have
   */
  public static StepSearch of(
      String device, String framework, Map<String, Double> values, List<String> free, int rounds) {
    KernelConstants start =
        values.isEmpty()
            ? FittedConstants.standard()
                .kernels(FittedConstants.key(device, framework))
                .orElse(KernelConstants.TYPICAL)
            : KernelConstantsFit.with(KernelConstants.TYPICAL, values);
    return new StepSearch(start, free, rounds);
  }
}
