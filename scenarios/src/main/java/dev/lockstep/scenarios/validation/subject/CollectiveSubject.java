package dev.lockstep.scenarios.validation.subject;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.devices.collective.CollectiveCost;
import dev.lockstep.devices.collective.CollectiveModel;
import dev.lockstep.devices.collective.GroupShape;
import dev.lockstep.devices.kernel.Collective.Kind;
import dev.lockstep.scenarios.assembly.cluster.ClusterSetup;
import dev.lockstep.scenarios.assembly.cluster.ClusterSetups;
import dev.lockstep.scenarios.hardware.HardwareException;
import dev.lockstep.scenarios.scenario.schema.SchemaCheck;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.cluster.ClusterSection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A collective measured alone: {@code timeUs}, and {@code busBandwidthGBps} as nccl-tests count it.
 */
final class CollectiveSubject implements Subject {

  private static final SchemaCheck SCHEMA =
      SchemaCheck.ofResource(CollectiveSubject.class, "collective.schema.json");
  private static final double US = 1e6;
  private static final double GIGA = 1e9;

  private final JsonNode tree;

  /** A collective inside a row. */
  CollectiveSubject(JsonNode tree) {
    this.tree = tree;
  }

  @Override
  public PredictedFigures predict() {
    try {
      SCHEMA.require(tree, "collective");
      return figures();
    } catch (ScenarioException | HardwareException e) {
      throw new RefusalException(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new RefusalException("collective: " + e.getMessage());
    }
  }

  private PredictedFigures figures() {
    int ranks = tree.get("ranks").intValue();
    ClusterSetup setup = setup(ranks);
    int perNode = tree.path("ranksPerNode").asInt(Math.min(ranks, setup.devicesPerNode()));
    if (perNode > setup.devicesPerNode()) {
      throw new IllegalArgumentException(
          "%d ranks in a node of %d devices".formatted(perNode, setup.devicesPerNode()));
    }
    Kind kind = Kind.valueOf(tree.get("op").asText().toUpperCase(Locale.ROOT).replace('-', '_'));
    CollectiveCost cost =
        CollectiveModel.of(setup.levels())
            .cost(kind, tree.get("sizeBytes").doubleValue(), new GroupShape(ranks, perNode, 1));
    return new FiguresAlone(
        Map.of(
            "timeUs",
            cost.seconds() * US,
            "busBandwidthGBps",
            cost.busBandwidthBytesPerSecond() / GIGA),
        cost.inFittedRange());
  }

  /** A device alone stands for one node with as many as there are ranks. */
  private ClusterSetup setup(int ranks) {
    Optional<String> cluster = Optional.ofNullable(tree.get("cluster")).map(JsonNode::asText);
    Optional<String> device = Optional.ofNullable(tree.get("device")).map(JsonNode::asText);
    if (cluster.isPresent() == device.isPresent()) {
      throw new IllegalArgumentException("must hold exactly one of cluster and device");
    }
    int perNode = tree.path("ranksPerNode").asInt(ranks);
    return ClusterSetups.of(
        new ClusterSection(
            Optional.empty(),
            cluster,
            OptionalInt.empty(),
            device,
            List.of(),
            cluster.isPresent() ? OptionalInt.empty() : OptionalInt.of(perNode),
            Optional.empty()),
        ParallelismSection.ofPipeline(ranks));
  }
}
