package dev.lockstep.scenarios.cli.calibrate;

import dev.lockstep.devices.calibration.Calibration;
import dev.lockstep.devices.calibration.CalibrationPlan;
import dev.lockstep.devices.calibration.CalibrationRun;
import dev.lockstep.devices.calibration.KernelSource;
import dev.lockstep.devices.calibration.Machine;
import dev.lockstep.devices.calibration.MeasuredKernel;
import dev.lockstep.devices.calibration.backend.BackendException;
import dev.lockstep.devices.calibration.backend.Nd4jKernels;
import dev.lockstep.devices.calibration.check.NetworkCheck;
import dev.lockstep.devices.hardware.Precision;
import dev.lockstep.scenarios.kerneltable.CalibrationFile;
import dev.lockstep.scenarios.kerneltable.KernelTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep calibrate}. */
@Command(
    name = "calibrate",
    description = {
      "Times kernels on this machine through ND4J, fits a device's constants to them,",
      "and prints the errors on kernels that it did not fit."
    },
    mixinStandardHelpOptions = true)
public final class CalibrateCommand implements Runnable {

  private static final int LEAST_SECONDS = 10;
  private static final int MOST_SECONDS = 270;
  private static final long NANOS = 1_000_000_000;

  /** For each network of {@code --check}, besides the time limit. */
  private static final long CHECK_SECONDS = 8;

  @Option(names = "--out", paramLabel = "FILE", description = "writes the device, as JSON")
  private Optional<Path> out;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description = "writes the measured kernels; JSON if it ends in .json, else CSV")
  private Optional<Path> table;

  @Option(
      names = "--from",
      paramLabel = "TABLE",
      description = "fits a table of measured kernels (CSV, JSON) instead of measuring here")
  private Optional<Path> from;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "time for the measurement, 10 to 270 (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "threads that a kernel may use (default: ${DEFAULT-VALUE}: one core)")
  private int threads;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "this-machine",
      description = "what scenarios call the device (default: ${DEFAULT-VALUE})")
  private String name;

  @Option(
      names = "--check",
      description =
          "also runs training steps of two small networks, and says what they were foretold")
  private boolean check;

  @Mixin private StepOptions steps;

  @Mixin private NcclOptions nccl;

  @Mixin private CollectiveOptions collectives;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (steps.given()) {
      steps.run(spec.commandLine(), out);
      return;
    }
    if (nccl.given()) {
      nccl.run(spec.commandLine(), name, out);
      return;
    }
    if (collectives.given()) {
      collectives.run(spec.commandLine(), name, out);
      return;
    }
    checkOptions();
    if (from.isPresent()) {
      List<MeasuredKernel> rows = KernelTable.read(from.get());
      finish("table %s".formatted(from.get().getFileName()), Optional.empty(), fit(rows));
      return;
    }
    KernelSource source = start();
    print(Report.machine(source.machine()));
    ProgressBar bar = ProgressBar.on(spec.commandLine().getErr());
    Calibration calibration = measure(source, bar);
    bar.clear();
    String when = "measured %s by lockstep calibrate".formatted(LocalDate.now());
    finish(when, Optional.of(source.machine()), calibration);
    if (check) {
      print(Report.checks(NetworkCheck.all(calibration.times(), source, CHECK_SECONDS * NANOS)));
    }
  }

  private Calibration measure(KernelSource source, ProgressBar bar) {
    try {
      return new CalibrationRun(source, seconds * NANOS, bar::show)
          .calibrate(CalibrationPlan.forProcessor());
    } catch (IllegalArgumentException e) {
      throw refusal(e.getMessage());
    }
  }

  private void checkOptions() {
    if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
      throw refusal(
          "--time-limit %d: must be from %d to %d seconds"
              .formatted(seconds, LEAST_SECONDS, MOST_SECONDS));
    }
    int processors = Runtime.getRuntime().availableProcessors();
    if (threads < 1 || threads > processors) {
      throw refusal(
          "--threads %d: must be from 1 to the %d processors of this machine"
              .formatted(threads, processors));
    }
    if (from.isPresent() && (check || table.isPresent())) {
      throw refusal("--check and --table go with a measurement; leave them out beside --from");
    }
    for (Path file : Stream.of(out, table).flatMap(Optional::stream).toList()) {
      Path folder = file.toAbsolutePath().getParent();
      if (Files.isDirectory(file) || !Files.isDirectory(folder)) {
        throw refusal("%s: must name a file in a folder that exists".formatted(file));
      }
    }
  }

  private KernelSource start() {
    try {
      return Nd4jKernels.start(threads);
    } catch (BackendException e) {
      throw refusal(e.getMessage());
    }
  }

  private Calibration fit(List<MeasuredKernel> rows) {
    List<Precision> precisions = rows.stream().map(MeasuredKernel::precision).distinct().toList();
    if (precisions.size() > 1) {
      throw refusal(
          "%s: holds %s; must hold one precision"
              .formatted(from.orElseThrow(), precisions.stream().map(Precision::label).toList()));
    }
    return Calibration.everyFourthHeldOut(rows);
  }

  private void finish(String source, Optional<Machine> machine, Calibration calibration) {
    print(Report.errors(calibration));
    out.ifPresent(
        file ->
            write(
                file,
                CalibrationFile.of(name, source, machine, memory(machine), calibration).json()));
    table.ifPresent(
        file ->
            write(
                file,
                KernelTable.text(
                    file,
                    Stream.concat(calibration.fitted().stream(), calibration.heldOut().stream())
                        .toList())));
  }

  /** The host's memory, if the device is the host: the backend has no other. */
  private static OptionalLong memory(Optional<Machine> machine) {
    boolean host =
        machine
            .filter(found -> !found.backend().toLowerCase(Locale.ROOT).contains("cuda"))
            .isPresent();
    return host
            && ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
        ? OptionalLong.of(system.getTotalMemorySize())
        : OptionalLong.empty();
  }

  private void print(String text) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(text);
    writer.flush();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
