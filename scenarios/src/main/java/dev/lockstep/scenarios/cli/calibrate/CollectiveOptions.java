package dev.lockstep.scenarios.cli.calibrate;

import dev.lockstep.devices.calibration.network.MeasuredCollective;
import dev.lockstep.scenarios.cli.console.Output;
import dev.lockstep.scenarios.kerneltable.CollectiveTable;
import dev.lockstep.scenarios.kerneltable.CollectiveTable.Row;
import dev.lockstep.scenarios.kerneltable.NetworkFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --collectives} and what goes with it: links from a table of measured collectives. */
final class CollectiveOptions {

  @Option(
      names = "--collectives",
      paramLabel = "TABLE",
      description = "fits the links of a node to a table of measured collectives (CSV)")
  private Optional<Path> table = Optional.empty();

  @Option(
      names = "--system",
      paramLabel = "NAME",
      description = "with --collectives: the machine, where the table has several")
  private Optional<String> system = Optional.empty();

  boolean given() {
    return table.isPresent();
  }

  /** Fits each machine, prints errors, writes the file of one. */
  void run(CommandLine command, String name, Optional<Path> out) {
    Path file = table.orElseThrow();
    Output.check(command, List.of(file), List.of(out));
    Map<String, List<Row>> systems =
        CollectiveTable.read(file).stream()
            .filter(row -> system.isEmpty() || system.get().equals(row.system()))
            .collect(Collectors.groupingBy(Row::system, LinkedHashMap::new, Collectors.toList()));
    if (systems.isEmpty() || (out.isPresent() && systems.size() > 1)) {
      throw new ParameterException(
          command,
          "%s: has %s; name one machine by --system"
              .formatted(file, systems.isEmpty() ? "no such machine" : systems.keySet()));
    }
    systems.forEach((machine, rows) -> fit(command, machine, rows, name, out));
  }

  private void fit(
      CommandLine command, String machine, List<Row> rows, String name, Optional<Path> out) {
    NodeCalibration node = calibration(command, rows);
    command.getOut().print("%s%n%s".formatted(machine, node.text()));
    command.getOut().flush();
    String source = "table: %s".formatted(table.orElseThrow().getFileName());
    out.ifPresent(
        file ->
            Output.write(
                NetworkFile.of(
                        name,
                        source,
                        node.links().title(),
                        node.curves(),
                        node.heldOut(),
                        Optional.empty())
                    .json(),
                Optional.of(file),
                command.getOut()));
  }

  private static NodeCalibration calibration(CommandLine command, List<Row> rows) {
    try {
      return NodeCalibration.of(rows.get(0).links(), points(rows, true), points(rows, false));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--collectives: " + e.getMessage(), e);
    }
  }

  private static List<MeasuredCollective> points(List<Row> rows, boolean fitted) {
    return rows.stream().filter(row -> row.fitted() == fitted).map(Row::point).toList();
  }
}
