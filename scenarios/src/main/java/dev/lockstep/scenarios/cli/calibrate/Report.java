package dev.lockstep.scenarios.cli.calibrate;

import dev.lockstep.devices.calibration.Calibration;
import dev.lockstep.devices.calibration.Machine;
import dev.lockstep.devices.calibration.Residual;
import dev.lockstep.devices.calibration.check.NetworkCheck;
import java.util.List;
import java.util.Locale;

/** What a calibration prints. */
final class Report {

  private Report() {}

  static String machine(Machine machine) {
    return line(
        "%s, %s, %d of %d threads, %s",
        machine.processor(),
        machine.backend(),
        machine.threads(),
        machine.processors(),
        machine.clock());
  }

  /** Errors on kernels that were not fitted, class by class. */
  static String errors(Calibration calibration) {
    StringBuilder text = new StringBuilder();
    text.append(line("%d kernels fitted; errors on others:", calibration.fitted().size()));
    text.append(line("%-18s %6s %8s %8s %8s", "", "points", "median", "mean", "worst"));
    calibration.residuals().forEach((kind, error) -> text.append(row(kind.toString(), error)));
    calibration.residual().ifPresent(error -> text.append(row("all", error)));
    return text.toString();
  }

  static String checks(List<NetworkCheck> checks) {
    StringBuilder text = new StringBuilder();
    text.append(line("training steps, forward and backward:"));
    for (NetworkCheck check : checks) {
      text.append(
          line(
              "%-52s measured %.3f ms, foretold %.3f ms, error %+.1f %%",
              check.network(),
              1000 * check.measuredSeconds(),
              1000 * check.foretoldSeconds(),
              100 * check.error()));
    }
    return text.toString();
  }

  private static String row(String name, Residual error) {
    return line(
        "%-18s %6d %6.1f %% %6.1f %% %6.1f %%",
        name,
        error.points(),
        100 * error.medianError(),
        100 * error.meanError(),
        100 * error.worstError());
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format + "%n", values);
  }
}
