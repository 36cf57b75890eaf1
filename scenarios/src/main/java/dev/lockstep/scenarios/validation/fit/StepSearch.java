package dev.lockstep.scenarios.validation.fit;

import dev.lockstep.devices.calibration.fit.KernelConstantsFit;
import dev.lockstep.devices.hardware.KernelConstants;
import java.util.List;

/**
 * What a search for constants may change, and where it starts. Few rows cannot tell many constants
 * apart: those that no row speaks of are better held at what they physically are.
 *
 * @param start every constant before the search; what is not free stays so
 * @param free names of the constants to fit
 * @param rounds of the search
 */
public record StepSearch(KernelConstants start, List<String> free, int rounds) {

  /** Copies the list. */
  public StepSearch {
    free = List.copyOf(free);
  }

  /** Of all constants. */
  public static StepSearch ofAll(KernelConstants start, int rounds) {
    return new StepSearch(start, KernelConstantsFit.NAMES, rounds);
  }
}
