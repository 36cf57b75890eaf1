package dev.lockstep.scenarios.cli.calibrate;

import dev.lockstep.devices.calibration.network.CurveFit;
import dev.lockstep.devices.calibration.network.FittedCurve;
import dev.lockstep.devices.calibration.network.MeasuredCollective;
import dev.lockstep.devices.calibration.network.NcclRun;
import dev.lockstep.devices.calibration.network.NcclTestsException;
import dev.lockstep.devices.calibration.network.NcclTestsOutput;
import dev.lockstep.devices.calibration.network.Residuals;
import dev.lockstep.devices.kernel.Collective.Kind;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.kerneltable.NetworkFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --nccl} and what goes with it: links from the output of nccl-tests. */
final class NcclOptions {

  @Option(
      names = "--nccl",
      paramLabel = "FILE",
      arity = "1..*",
      description = "fits the links of a node to what nccl-tests printed; several files allowed")
  private List<Path> files = List.of();

  @Option(
      names = "--ranks",
      paramLabel = "N",
      description = "with --nccl: ranks of the group, where the output does not say")
  private Optional<Integer> ranks = Optional.empty();

  @Option(
      names = "--collective",
      paramLabel = "KIND",
      description = "with --nccl: ${COMPLETION-CANDIDATES}, where the output does not say")
  private Optional<Kind> kind = Optional.empty();

  boolean given() {
    return !files.isEmpty();
  }

  /** Fits, prints errors, writes the file. */
  void run(CommandLine command, String name, Optional<Path> out) {
    Output.check(command, files, List.of(out));
    Map<String, List<MeasuredCollective>> points = points(command);
    Map<String, FittedCurve> curves = new LinkedHashMap<>();
    Map<String, Residuals> heldOut = new LinkedHashMap<>();
    points.forEach(
        (curve, some) -> {
          curves.put(curve, fit(command, curve, some));
          heldOut(some).ifPresent(errors -> heldOut.put(curve, errors));
        });
    print(curves, heldOut, command.getOut());
    String source =
        "nccl-tests: %s"
            .formatted(
                files.stream()
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.joining(", ")));
    out.ifPresent(
        file ->
            Output.write(
                NetworkFile.of(name, source, curves, heldOut).json(),
                Optional.of(file),
                command.getOut()));
  }

  /** By the curve that they are fitted with. */
  private Map<String, List<MeasuredCollective>> points(CommandLine command) {
    return files.stream()
        .flatMap(file -> run(command, file).points().stream())
        .collect(
            Collectors.groupingBy(
                point -> point.kind() == Kind.ALL_REDUCE ? "allReduce" : "gather",
                TreeMap::new,
                Collectors.toList()));
  }

  private NcclRun run(CommandLine command, Path file) {
    try {
      NcclRun run =
          NcclTestsOutput.parse(
              Files.readString(file),
              kind,
              ranks.isPresent() ? OptionalInt.of(ranks.get()) : OptionalInt.empty());
      if (run.nodes() > 1) {
        throw new NcclTestsException(
            "a run on %d hosts; the links of a node are fitted to runs on one"
                .formatted(run.nodes()));
      }
      return run;
    } catch (NcclTestsException e) {
      throw new ParameterException(command, "%s: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new ParameterException(
          command, "%s: cannot be read as text; name an output of nccl-tests".formatted(file), e);
    }
  }

  private static FittedCurve fit(
      CommandLine command, String curve, List<MeasuredCollective> points) {
    try {
      return CurveFit.sameLinks().fit(points);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--nccl: %s: %s".formatted(curve, e.getMessage()), e);
    }
  }

  /** Empty where too few sizes are left to fit. */
  private static Optional<Residuals> heldOut(List<MeasuredCollective> points) {
    try {
      return Optional.of(CurveFit.sameLinks().heldOutSizes(points)).filter(e -> e.count() > 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void print(
      Map<String, FittedCurve> curves, Map<String, Residuals> heldOut, PrintWriter out) {
    curves.forEach(
        (curve, fitted) -> {
          out.printf(
              Locale.ROOT,
              "%-10s %4d points, %.4g GB/s, %.4g us a step%n",
              curve,
              fitted.residuals().count(),
              fitted.curve().bandwidthBytesPerSecond() / 1e9,
              fitted.curve().stepSeconds() * 1e6);
          row("fitted", fitted.residuals(), out);
          Optional.ofNullable(heldOut.get(curve))
              .ifPresent(errors -> row("every other size, not fitted", errors, out));
        });
    out.flush();
  }

  private static void row(String what, Residuals errors, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "  %-30s %4d points, median %5.1f %%, mean %5.1f %%, worst %5.1f %%%n",
        what,
        errors.count(),
        100 * errors.median(),
        100 * errors.mean(),
        100 * errors.worst());
  }
}
