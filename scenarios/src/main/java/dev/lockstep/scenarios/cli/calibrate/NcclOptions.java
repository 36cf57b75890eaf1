package dev.lockstep.scenarios.cli.calibrate;

import dev.lockstep.devices.calibration.network.ClusterFit;
import dev.lockstep.devices.calibration.network.ClusterFit.FittedCluster;
import dev.lockstep.devices.calibration.network.KnownLinks;
import dev.lockstep.devices.calibration.network.MeasuredCollective;
import dev.lockstep.devices.calibration.network.nccl.NcclRun;
import dev.lockstep.devices.calibration.network.nccl.NcclTestsException;
import dev.lockstep.devices.calibration.network.nccl.NcclTestsOutput;
import dev.lockstep.devices.collective.NodeNetwork;
import dev.lockstep.devices.kernel.Collective.Kind;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.kerneltable.NetworkFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
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
      description =
          "fits links inside and between nodes to what nccl-tests printed; several files allowed")
  private List<Path> files = List.of();

  @Option(
      names = "--in-place",
      description = "with --nccl: the times in place count, not those out of place")
  private boolean inPlace;

  @Option(
      names = "--links",
      paramLabel = "LINKS",
      description = {
        "with --nccl: nvswitch-a100, nvswitch-h100, nvswitch-b200, pcie-shared,",
        "fastest-protocol or one-protocol (default: those that come nearest)"
      })
  private Optional<String> links = Optional.empty();

  @Option(
      names = "--cards",
      paramLabel = "N",
      description = "with --nccl over several hosts: network cards of each (default: one a rank)")
  private Optional<Integer> cards = Optional.empty();

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
    Map<Boolean, List<NcclRun>> byReach =
        files.stream()
            .map(file -> run(command, file))
            .collect(Collectors.partitioningBy(run -> run.nodes() > 1));
    Optional<NodeCalibration> node = node(command, byReach.get(false));
    Optional<FittedCluster> network = network(command, node, byReach.get(true));
    print(command.getOut(), node, network);
    out.ifPresent(
        file ->
            Output.write(
                NetworkFile.of(
                        name,
                        source(),
                        node.map(found -> found.links().title()).orElse("none"),
                        node.map(NodeCalibration::curves).orElse(Map.of()),
                        node.map(NodeCalibration::heldOut).orElse(Map.of()),
                        network)
                    .json(),
                Optional.of(file),
                command.getOut()));
  }

  private String source() {
    return files.stream()
        .map(file -> file.getFileName().toString())
        .collect(Collectors.joining(", ", "nccl-tests: ", ""));
  }

  private NcclRun run(CommandLine command, Path file) {
    try {
      return NcclTestsOutput.parse(
          Files.readString(file),
          kind,
          ranks.isPresent() ? OptionalInt.of(ranks.get()) : OptionalInt.empty(),
          inPlace);
    } catch (NcclTestsException e) {
      throw new ParameterException(command, "%s: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new ParameterException(
          command, "%s: cannot be read as text; name an output of nccl-tests".formatted(file), e);
    }
  }

  private Optional<NodeCalibration> node(CommandLine command, List<NcclRun> runs) {
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(NodeCalibration.of(links.map(KnownLinks::named), points(runs), List.of()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--nccl: " + e.getMessage(), e);
    }
  }

  private Optional<FittedCluster> network(
      CommandLine command, Optional<NodeCalibration> node, List<NcclRun> runs) {
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    TreeSet<Integer> perNode = new TreeSet<>();
    runs.forEach(run -> perNode.add(run.ranksPerNode()));
    if (perNode.size() > 1) {
      throw new ParameterException(
          command,
          "--nccl: runs over several hosts with %s ranks on each; give runs with as many on each"
              .formatted(perNode));
    }
    if (node.isEmpty() && perNode.first() > 1) {
      throw new ParameterException(
          command,
          "--nccl: a run on %d hosts with %d ranks on each tells nothing of the links inside a host;"
                  .formatted(runs.get(0).nodes(), perNode.first())
              + " add the output of a run on one of them");
    }
    NodeNetwork inside =
        node.map(NodeCalibration::node).orElse(NodeNetwork.ofLink(0, Double.MAX_VALUE));
    try {
      return Optional.of(
          new ClusterFit(inside, perNode.first(), cards.orElse(perNode.first())).fit(points(runs)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--nccl: " + e.getMessage(), e);
    }
  }

  private static List<MeasuredCollective> points(List<NcclRun> runs) {
    return runs.stream().flatMap(run -> run.points().stream()).toList();
  }

  private static void print(
      PrintWriter out, Optional<NodeCalibration> node, Optional<FittedCluster> network) {
    node.ifPresent(found -> out.print(found.text()));
    network.ifPresent(
        found -> {
          out.printf(
              Locale.ROOT,
              "between hosts  %4d points: links.network { \"latencyUs\": %.4g, \"bandwidthGBps\":"
                  + " %.4g, \"cardsPerNode\": %d }%n",
              found.residuals().count(),
              found.network().latencySeconds() * 1e6,
              found.network().cardBandwidthBytesPerSecond() / 1e9,
              found.network().cardsPerNode());
          out.print(NodeCalibration.row("fitted", found.residuals()));
        });
    out.flush();
  }
}
