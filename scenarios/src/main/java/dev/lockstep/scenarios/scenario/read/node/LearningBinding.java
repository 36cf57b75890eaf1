package dev.lockstep.scenarios.scenario.read.node;

import static dev.lockstep.scenarios.scenario.read.node.Nodes.constant;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optional;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalDouble;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalInt;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalText;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.scenario.section.learning.DataSection;
import dev.lockstep.scenarios.scenario.section.learning.InfoProSection;
import dev.lockstep.scenarios.scenario.section.learning.LearningSection;
import dev.lockstep.scenarios.scenario.section.learning.NetworkSection;
import dev.lockstep.scenarios.scenario.section.learning.OptimizerSection;
import java.util.ArrayList;
import java.util.List;

/** What is learned, from its tree. */
public final class LearningBinding {

  private LearningBinding() {}

  /** The section that a node holds. */
  public static LearningSection learning(JsonNode node) {
    return new LearningSection(
        data(node.get("data")),
        network(node.get("network")),
        optimizer(node.path("optimizer")),
        node.path("iterations").asInt(500),
        optionalInt(node, "microBatch"),
        optionalInt(node, "evaluateEvery"),
        optionalDouble(node, "targetAccuracy"),
        node.path("gradientCosines").asBoolean(false),
        optional(node, "infoPro").map(LearningBinding::infoPro),
        node.path("seeds").asInt(1));
  }

  private static DataSection data(JsonNode node) {
    return new DataSection(
        DataSection.Name.valueOf(constant(node.get("name").asText())),
        optionalText(node, "path"),
        optionalInt(node, "seed"),
        optionalInt(node, "classes"),
        optionalInt(node, "image"),
        optionalInt(node, "positions"),
        optionalInt(node, "training"),
        optionalInt(node, "test"),
        node.path("augment").asBoolean(false));
  }

  private static NetworkSection network(JsonNode node) {
    return new NetworkSection(
        optional(node, "mlp")
            .map(
                mlp ->
                    new NetworkSection.Mlp(
                        mlp.get("depth").intValue(), mlp.get("width").intValue())),
        optional(node, "resnet").map(LearningBinding::resnet),
        optional(node, "transformer")
            .map(
                transformer ->
                    new NetworkSection.Transformer(
                        transformer.get("blocks").intValue(),
                        transformer.get("width").intValue(),
                        transformer.get("heads").intValue())));
  }

  private static NetworkSection.Resnet resnet(JsonNode node) {
    return new NetworkSection.Resnet(
        node.get("blocks").intValue(),
        node.get("width").intValue(),
        NetworkSection.Normalization.valueOf(constant(node.path("normalization").asText("batch"))),
        NetworkSection.Block.valueOf(constant(node.path("block").asText("plain"))));
  }

  private static InfoProSection infoPro(JsonNode node) {
    return new InfoProSection(
        node.get("firstImage").doubleValue(),
        node.get("firstClasses").doubleValue(),
        node.get("lastImage").doubleValue(),
        node.get("lastClasses").doubleValue());
  }

  private static OptimizerSection optimizer(JsonNode node) {
    List<Integer> milestones = new ArrayList<>();
    node.path("milestones").forEach(update -> milestones.add(update.intValue()));
    return new OptimizerSection(
        OptimizerSection.Name.valueOf(constant(node.path("name").asText("sgd"))),
        optionalDouble(node, "learningRate"),
        node.path("momentum").asDouble(0.9),
        node.path("nesterov").asBoolean(false),
        node.path("weightDecay").asDouble(0.0005),
        OptimizerSection.Schedule.valueOf(constant(node.path("schedule").asText("cosine"))),
        node.path("warmUp").asInt(0),
        milestones);
  }
}
