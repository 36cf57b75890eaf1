package dev.lockstep.scenarios.scenario.read;

import static dev.lockstep.scenarios.scenario.read.node.Nodes.optional;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalBoolean;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalDouble;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalInt;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalLong;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalText;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.scenario.section.model.Layer;
import dev.lockstep.scenarios.scenario.section.model.Layers;
import dev.lockstep.scenarios.scenario.section.model.ModelSection;
import dev.lockstep.scenarios.scenario.section.model.PerStage;
import dev.lockstep.scenarios.scenario.section.model.Profile;
import dev.lockstep.scenarios.scenario.section.model.TransformerModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The model of a scenario, from its tree. */
final class ModelBinding {
  private final Blame blame;

  ModelBinding(Blame blame) {
    this.blame = blame;
  }

  ModelSection model(JsonNode node) {
    return new ModelSection(
        optional(node, "profile").map(this::profile),
        optional(node, "layers").map(ModelBinding::layers),
        optional(node, "transformer").map(ModelBinding::transformer),
        optional(node, "resnet").map(ImageModelBinding::resnet),
        optional(node, "vgg").map(ImageModelBinding::vgg),
        optional(node, "mlp").map(ImageModelBinding::mlp),
        optional(node, "vit").map(ImageModelBinding::vit),
        optionalText(node, "preset"));
  }

  private static TransformerModel transformer(JsonNode node) {
    return new TransformerModel(
        optionalText(node, "preset"),
        optionalInt(node, "layers"),
        optionalInt(node, "hidden"),
        optionalInt(node, "heads"),
        optionalInt(node, "kvHeads"),
        optionalInt(node, "headSize"),
        optionalInt(node, "ffnHidden"),
        optionalInt(node, "vocabulary"),
        optionalInt(node, "sequence"),
        optionalInt(node, "experts"),
        optionalInt(node, "activeExperts"),
        optionalInt(node, "sharedExperts"),
        optionalInt(node, "expertHidden"),
        optionalInt(node, "denseLayers"),
        optionalBoolean(node, "gated"),
        optionalBoolean(node, "tiedEmbedding"),
        optionalBoolean(node, "causal"),
        optionalBoolean(node, "bias"));
  }

  private Profile profile(JsonNode node) {
    return new Profile(
        node.get("stages").intValue(),
        perStage(node, "forwardMs").orElseThrow(),
        perStage(node, "backwardMs"),
        perStage(node, "backwardInputMs"),
        perStage(node, "backwardWeightMs"),
        perStage(node, "auxiliaryMs"),
        perStage(node, "updateMs"),
        perStage(node, "activationBytes"),
        perStage(node, "weightGradientStashBytes"),
        perStage(node, "boundaryBytes"),
        perStage(node, "parameterBytes"));
  }

  private Optional<PerStage> perStage(JsonNode profile, String key) {
    JsonNode node = profile.get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isArray()) {
      return Optional.of(new PerStage(List.of(node.doubleValue())));
    }
    int stages = profile.get("stages").intValue();
    if (node.size() != stages) {
      throw blame.at(
          "/model/profile/" + key,
          "lists %d numbers for %d stages".formatted(node.size(), stages),
          "must be one number, or one for each stage");
    }
    List<Double> values = new ArrayList<>();
    node.forEach(value -> values.add(value.doubleValue()));
    return Optional.of(new PerStage(values));
  }

  private static Layers layers(JsonNode node) {
    List<Layer> rows = new ArrayList<>();
    node.forEach(row -> rows.add(layer(row)));
    return new Layers(rows);
  }

  private static Layer layer(JsonNode row) {
    return new Layer(
        row.get("name").asText(),
        row.get("forwardMs").doubleValue(),
        optionalDouble(row, "backwardMs"),
        optionalDouble(row, "backwardInputMs"),
        optionalDouble(row, "backwardWeightMs"),
        optionalLong(row, "activationBytes"),
        optionalLong(row, "outputBytes"),
        optionalLong(row, "parameterBytes"),
        optionalDouble(row, "auxiliaryMs"));
  }
}
