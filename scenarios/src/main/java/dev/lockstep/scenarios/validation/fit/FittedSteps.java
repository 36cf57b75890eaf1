package dev.lockstep.scenarios.validation.fit;

import dev.lockstep.devices.hardware.KernelConstants;
import dev.lockstep.scenarios.hardware.FittedConstants;
import dev.lockstep.scenarios.validation.accuracy.Standing;
import dev.lockstep.scenarios.validation.row.MeasuredRow;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Constants of a device's kernels, fitted on measured training steps, as their file holds them.
 *
 * @param devices names in the catalogue
 * @param framework whose kernels they are
 * @param constants all constants
 * @param fitted names of those that were fitted
 * @param errors on rows fitted and not fitted
 * @param source where the fitted rows were published
 * @param fittedOn the date of the fit, if it was given
 */
public record FittedSteps(
    List<String> devices,
    String framework,
    KernelConstants constants,
    List<String> fitted,
    StepErrors errors,
    List<String> source,
    Optional<String> fittedOn) {

  /** Copies the lists. */
  public FittedSteps {
    devices = List.copyOf(devices);
    fitted = List.copyOf(fitted);
    source = List.copyOf(source);
  }

  /**
   * Fits the rows on some devices that say that they may be fitted, and holds the others against
   * the result. Rows that are relative to another are left out: constants that scale all times
   * alike would not change them.
   *
   * @param devices names in the catalogue; they share the constants
   * @param framework whose kernels the rows ran
   * @param rows rows on any devices
   * @param search what is fitted, and from where
   * @param date of the fit
   * @throws IllegalArgumentException in one line, if no row may be fitted
   */
  public static FittedSteps of(
      List<String> devices,
      String framework,
      Collection<MeasuredRow> rows,
      StepSearch search,
      Optional<String> date) {
    List<String> keys =
        devices.stream().map(device -> FittedConstants.key(device, framework)).toList();
    Predicate<MeasuredRow> fits = row -> row.standing() == Standing.FITTED;
    List<MeasuredRow> onDevice =
        rows.parallelStream()
            .filter(row -> row.standing() != Standing.CALCULATED && row.relativeTo().isEmpty())
            .filter(row -> row.subject().constantsKey().filter(keys::contains).isPresent())
            .toList();
    List<MeasuredRow> fitted = onDevice.stream().filter(fits).toList();
    if (fitted.isEmpty()) {
      throw new IllegalArgumentException(
          "none of %d rows is on %s and has \"fitted\": true; at least one must"
              .formatted(rows.size(), String.join(" or ", keys)));
    }
    KernelConstants constants = StepFit.of(keys, fitted, search);
    return new FittedSteps(
        devices,
        framework,
        constants,
        search.free(),
        StepErrors.of(
            fitted,
            onDevice.stream().filter(fits.negate()).toList(),
            FittedConstants.standard().with(keys, constants)),
        fitted.stream().flatMap(row -> row.source().stream()).distinct().sorted().toList(),
        date);
  }
}
