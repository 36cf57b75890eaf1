package dev.lockstep.scenarios.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.StrategyEntry;
import dev.lockstep.scenarios.scenario.section.ClusterSection;
import dev.lockstep.scenarios.scenario.section.IdealCluster;
import dev.lockstep.scenarios.scenario.section.Layer;
import dev.lockstep.scenarios.scenario.section.Layers;
import dev.lockstep.scenarios.scenario.section.ModelSection;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.PartitionSection;
import dev.lockstep.scenarios.scenario.section.PerStage;
import dev.lockstep.scenarios.scenario.section.Profile;
import dev.lockstep.scenarios.scenario.section.SimulationSection;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.section.TrainingSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Turns a tree that fits the schema into records; refuses what they could not hold. */
final class ScenarioBinding {
  private final JsonNode tree;
  private final Blame blame;

  ScenarioBinding(JsonNode tree, Blame blame) {
    this.tree = tree;
    this.blame = blame;
  }

  Scenario scenario() {
    ModelSection model = model(tree.get("model"));
    return new Scenario(
        tree.get("name").asText(),
        model,
        new ClusterSection(idealCluster(tree.get("cluster").get("ideal"))),
        optional(tree, "parallelism")
            .map(node -> new ParallelismSection(node.get("pipeline").intValue())),
        training(tree.get("training")),
        strategy(tree.get("strategy")),
        optional(tree, "partition").map(node -> partition(node, model)),
        simulation(tree.path("simulation")));
  }

  private ModelSection model(JsonNode node) {
    return new ModelSection(
        optional(node, "profile").map(this::profile), optional(node, "layers").map(this::layers));
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

  private Layers layers(JsonNode node) {
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

  private static IdealCluster idealCluster(JsonNode node) {
    return new IdealCluster(
        node.path("transferLatencyMs").asDouble(0),
        optionalDouble(node, "bandwidthGBps"),
        optionalLong(node, "memoryBytes"));
  }

  private TrainingSection training(JsonNode node) {
    OptionalInt microBatches = optionalInt(node, "microBatches");
    OptionalInt globalBatch = optionalInt(node, "globalBatch");
    OptionalInt microBatch = optionalInt(node, "microBatch");
    if (microBatches.isPresent() == globalBatch.isPresent()) {
      throw blame.at(
          "/training",
          microBatches.isPresent()
              ? "holds microBatches and globalBatch"
              : "holds neither microBatches nor globalBatch",
          "must hold microBatches, or globalBatch with microBatch");
    }
    int count = microBatches.orElseGet(() -> divided(globalBatch, microBatch));
    return new TrainingSection(count, globalBatch, microBatch);
  }

  private int divided(OptionalInt globalBatch, OptionalInt microBatch) {
    if (microBatch.isEmpty()) {
      throw blame.at(
          "/training", "globalBatch stands alone", "add microBatch, the samples of a micro-batch");
    }
    int samples = globalBatch.getAsInt();
    int each = microBatch.getAsInt();
    if (samples % each != 0) {
      throw blame.at(
          "/training/globalBatch",
          "is %d, no multiple of microBatch %d".formatted(samples, each),
          "must be a multiple, such as %d".formatted((samples / each + 1L) * each));
    }
    return samples / each;
  }

  private StrategySection strategy(JsonNode node) {
    StrategyEntry entry = StrategyCatalog.standard().byName(node.get("name").asText());
    Map<String, Object> given = new LinkedHashMap<>();
    node.fields().forEachRemaining(field -> given.put(field.getKey(), plain(field.getValue())));
    given.remove("name");
    return new StrategySection(entry.name(), entry.options(given));
  }

  private static Object plain(JsonNode node) {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNumber() ? node.doubleValue() : node.asText();
  }

  private PartitionSection partition(JsonNode node, ModelSection model) {
    Layers layers =
        model
            .layers()
            .orElseThrow(
                () ->
                    blame.at(
                        "/partition",
                        "cuts layers, but the model is a profile of whole stages",
                        "remove it, or give model.layers"));
    JsonNode cutPoints = node.get("cutPoints");
    if (cutPoints != null) {
      return new CutPoints(layers, blame).partition(cutPoints);
    }
    List<Integer> sizes = new ArrayList<>();
    node.get("layersPerStage").forEach(size -> sizes.add(size.intValue()));
    return new PartitionSection(sizes, List.of());
  }

  private static SimulationSection simulation(JsonNode node) {
    return new SimulationSection(
        SimulationSection.Engine.valueOf(constant(node.path("engine").asText("auto"))),
        node.path("iterations").asInt(3),
        node.path("seed").asLong(1),
        SimulationSection.Network.valueOf(constant(node.path("network").asText("private"))));
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static Optional<JsonNode> optional(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key));
  }

  private static OptionalDouble optionalDouble(JsonNode node, String key) {
    return node.has(key) ? OptionalDouble.of(node.get(key).doubleValue()) : OptionalDouble.empty();
  }

  private static OptionalLong optionalLong(JsonNode node, String key) {
    return node.has(key) ? OptionalLong.of(node.get(key).longValue()) : OptionalLong.empty();
  }

  private static OptionalInt optionalInt(JsonNode node, String key) {
    return node.has(key) ? OptionalInt.of(node.get(key).intValue()) : OptionalInt.empty();
  }
}
