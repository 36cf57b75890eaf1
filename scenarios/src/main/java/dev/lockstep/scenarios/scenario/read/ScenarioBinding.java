package dev.lockstep.scenarios.scenario.read;

import static dev.lockstep.scenarios.scenario.read.node.Nodes.optional;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalBoolean;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalInt;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalText;
import static dev.lockstep.scenarios.scenario.read.node.Nodes.optionalWord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.core.strategy.Layout;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.node.LearningBinding;
import dev.lockstep.scenarios.scenario.read.node.Nodes;
import dev.lockstep.scenarios.scenario.read.risk.ChanceBinding;
import dev.lockstep.scenarios.scenario.read.risk.FaultsBinding;
import dev.lockstep.scenarios.scenario.read.risk.JobBinding;
import dev.lockstep.scenarios.scenario.section.ParallelismSection;
import dev.lockstep.scenarios.scenario.section.PartitionSection;
import dev.lockstep.scenarios.scenario.section.SimulationSection;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.section.TrainingSection;
import dev.lockstep.scenarios.scenario.section.cluster.ClusterSection;
import dev.lockstep.scenarios.scenario.section.model.ModelSection;
import dev.lockstep.scenarios.scenario.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns a tree that fits the schema into records; refuses what they could not hold. */
final class ScenarioBinding {
  private final JsonNode tree;
  private final Blame blame;
  private final Path file;

  ScenarioBinding(JsonNode tree, Blame blame, Path file) {
    this.tree = tree;
    this.file = file;
    this.blame = blame;
  }

  Scenario scenario() {
    ModelSection model = new ModelBinding(blame).model(tree.get("model"));
    ClusterSection cluster = ClusterBinding.cluster(tree.get("cluster"), file);
    StrategySection strategy = strategy(tree.get("strategy"));
    Optional<ParallelismSection> parallelism =
        optional(tree, "parallelism")
            .map(ScenarioBinding::parallelism)
            .or(() -> cluster.ideal().isPresent() ? Optional.empty() : pipeline(model, strategy));
    int replicas = new Degrees(cluster, parallelism, blame).replicas();
    return new Scenario(
        optionalText(tree, "name").orElseGet(this::fileName),
        model,
        cluster,
        parallelism.map(degrees -> degrees.withData(replicas)),
        training(tree.get("training"), replicas),
        strategy,
        optional(tree, "partition").map(node -> partition(node, model)),
        simulation(tree.path("simulation"), cluster),
        optional(tree, "learning").map(LearningBinding::learning),
        optional(tree, "job").map(new JobBinding(file)::job));
  }

  /** The file's name without its ending. */
  private String fileName() {
    return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }

  /** A profile of stages is a pipeline of so many devices, unless the strategy says otherwise. */
  private static Optional<ParallelismSection> pipeline(
      ModelSection model, StrategySection strategy) {
    return model
        .profile()
        .map(profile -> devices(strategy).orElse(profile.stages()))
        .map(ParallelismSection::ofPipeline);
  }

  /** Devices that the options of a strategy ask for, if they do. */
  private static Optional<Integer> devices(StrategySection strategy) {
    return StrategyCatalog.standard()
        .find(strategy.name(), strategy.options())
        .flatMap(Strategy::layout)
        .map(Layout::devices);
  }

  private static ParallelismSection parallelism(JsonNode node) {
    return new ParallelismSection(
        node.path("pipeline").asInt(1),
        node.path("tensor").asInt(1),
        node.path("width").asInt(1),
        optionalInt(node, "data"),
        node.path("context").asInt(1),
        node.path("expert").asInt(1),
        node.path("sequenceParallel").asBoolean(false),
        node.path("zeroStage").asInt(0));
  }

  private TrainingSection training(JsonNode node, int replicas) {
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
    int count = microBatches.orElseGet(() -> divided(globalBatch, microBatch, replicas));
    return new TrainingSection(
        count,
        globalBatch,
        microBatch,
        optionalWord(TrainingSection.Precision.class, node, "precision"),
        optionalWord(TrainingSection.Optimizer.class, node, "optimizer"),
        optionalWord(TrainingSection.Recompute.class, node, "recompute"),
        optionalWord(TrainingSection.Attention.class, node, "attention"),
        optionalWord(TrainingSection.Framework.class, node, "framework"),
        optionalBoolean(node, "overlap"),
        optionalWord(TrainingSection.AuxiliaryHead.class, node, "auxiliaryHead"),
        optionalInt(node, "auxiliaryDepth"),
        optionalWord(TrainingSection.Launch.class, node, "launch"),
        optionalWord(TrainingSection.Transfers.class, node, "transfers"),
        optionalWord(TrainingSection.Loss.class, node, "loss"),
        optionalWord(TrainingSection.Execution.class, node, "execution"));
  }

  private int divided(OptionalInt globalBatch, OptionalInt microBatch, int replicas) {
    if (microBatch.isEmpty()) {
      throw blame.at(
          "/training", "globalBatch stands alone", "add microBatch, the samples of a micro-batch");
    }
    int samples = globalBatch.getAsInt();
    long each = (long) microBatch.getAsInt() * replicas;
    if (samples % each != 0) {
      String divisor =
          replicas == 1
              ? "microBatch " + each
              : "microBatch %d on %d replicas".formatted(microBatch.getAsInt(), replicas);
      throw blame.at(
          "/training/globalBatch",
          "is %d, no multiple of %s".formatted(samples, divisor),
          "must be a multiple, such as %d".formatted((samples / each + 1L) * each));
    }
    return Math.toIntExact(samples / each);
  }

  private StrategySection strategy(JsonNode node) {
    StrategyEntry entry = StrategyCatalog.standard().byName(node.get("name").asText());
    Map<String, Object> given = new LinkedHashMap<>();
    node.fields().forEachRemaining(field -> given.put(field.getKey(), plain(field.getValue())));
    given.remove("name");
    try {
      return new StrategySection(
          entry.name(), entry.options(given, name -> SourceText.beside(file, "/strategy", name)));
    } catch (IllegalArgumentException e) {
      String[] parts = e.getMessage().split("\\. ", 2);
      throw blame.at("/strategy", parts[0], parts.length > 1 ? parts[1] : "");
    }
  }

  private static Object plain(JsonNode node) {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isArray()) {
      List<Object> values = new ArrayList<>();
      node.forEach(element -> values.add(plain(element)));
      return values;
    }
    return node.isNumber() ? node.doubleValue() : node.asText();
  }

  private PartitionSection partition(JsonNode node, ModelSection model) {
    if (model.profile().isPresent()) {
      throw blame.at(
          "/partition",
          "cuts layers, but the model is a profile of whole stages",
          "remove it, or give model.layers");
    }
    JsonNode cutPoints = node.get("cutPoints");
    if (cutPoints != null) {
      return model
          .layers()
          .map(layers -> new CutPoints(layers, blame).partition(cutPoints))
          .orElseGet(() -> blocks(cutPoints));
    }
    List<Integer> sizes = new ArrayList<>();
    node.get("layersPerStage").forEach(size -> sizes.add(size.intValue()));
    return new PartitionSection(sizes, List.of());
  }

  /** Blocks of a model that is given by its shape: how many there are is not known here. */
  private PartitionSection blocks(JsonNode cutPoints) {
    List<String> indices = new ArrayList<>();
    int before = 0;
    for (JsonNode point : cutPoints) {
      String pointer = "/partition/cutPoints/" + indices.size();
      if (!point.isInt()) {
        throw blame.at(
            pointer,
            "is %s, but the model is given by its shape".formatted(point),
            "must be the index of a block, from 0");
      }
      if (point.intValue() < before) {
        throw blame.at(
            pointer,
            "is %d, behind %d".formatted(point.intValue(), before),
            "cut points must not fall");
      }
      before = point.intValue();
      indices.add(point.asText());
    }
    return new PartitionSection(List.of(), indices);
  }

  private SimulationSection simulation(JsonNode node, ClusterSection cluster) {
    return new SimulationSection(
        SimulationSection.Engine.valueOf(Nodes.constant(node.path("engine").asText("auto"))),
        node.path("iterations").asInt(3),
        node.path("seed").asLong(1),
        new LinkSharing(cluster, blame)
            .network(optionalWord(SimulationSection.Network.class, node, "network")),
        optional(node, "jitter").map(new ChanceBinding(file)::jitter),
        new ChanceBinding(file).stragglers(node.path("stragglers")),
        optional(node, "faults").map(faults -> FaultsBinding.faults(faults, file)));
  }
}
