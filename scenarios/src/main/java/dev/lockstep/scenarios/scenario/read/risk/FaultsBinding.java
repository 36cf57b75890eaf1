package dev.lockstep.scenarios.scenario.read.risk;

import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalDouble;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalInt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.scenario.section.risk.FaultsSection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;

/** What fails and how state is saved, from its tree. */
public final class FaultsBinding {

  private static final String POINTER = "/simulation/faults";

  private FaultsBinding() {}

  /**
   * The section that a node holds.
   *
   * @throws ScenarioException if it asks for the best interval where there is none
   */
  public static FaultsSection faults(JsonNode node, Path file) {
    FaultsSection faults =
        new FaultsSection(
            optionalDouble(node, "deviceMtbfHours"),
            optionalDouble(node, "nodeMtbfHours"),
            node.path("weibullShape").asDouble(1),
            optionalDouble(node, "checkpointIntervalMinutes"),
            node.get("checkpointSeconds").doubleValue(),
            node.get("restartSeconds").doubleValue(),
            optionalInt(node, "spares"),
            optionalDouble(node, "repairHours"));
    if (faults.spares().isPresent() != faults.repairHours().isPresent()) {
      throw new ScenarioException(
          file.toString(),
          POINTER,
          faults.spares().isPresent() ? "has spares without repairHours" : "repairs without spares",
          "must hold both or neither");
    }
    boolean fails = faults.deviceMtbfHours().isPresent() || faults.nodeMtbfHours().isPresent();
    boolean best = faults.checkpointIntervalMinutes().isEmpty();
    if (best && (!fails || faults.checkpointSeconds() == 0)) {
      throw new ScenarioException(
          file.toString(),
          POINTER,
          "leaves the interval to be the best, but "
              + (fails ? "checkpoints cost nothing" : "nothing fails"),
          fails
              ? "give checkpointIntervalMinutes, or checkpointSeconds above 0"
              : "give checkpointIntervalMinutes, deviceMtbfHours or nodeMtbfHours");
    }
    return faults;
  }
}
