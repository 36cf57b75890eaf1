package dev.lockstep.scenarios.plan.variant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.scenarios.assembly.network.Networks;
import dev.lockstep.scenarios.consumption.Rates;
import dev.lockstep.scenarios.plan.space.Limits;
import dev.lockstep.scenarios.plan.space.Problem;
import dev.lockstep.scenarios.plan.space.SearchSpace;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Makes the problems of a question: the base with another model, cluster or number of nodes. */
public final class Variants {

  private final Path file;
  private final Path baseFile;
  private final SearchSpace space;
  private final Limits limits;
  private final JobOfPlan job;

  /** Problems with these limits, of a question and its base. */
  public Variants(Path file, Path baseFile, SearchSpace space, Limits limits) {
    this.file = file;
    this.baseFile = baseFile;
    this.space = space;
    this.limits = limits;
    this.job = new JobOfPlan(file);
  }

  /**
   * One problem.
   *
   * @param model entry of the list of models; without one the base's
   * @param cluster entry of the list of clusters; without one the base's
   * @throws ScenarioException if it is no scenario
   */
  public Variant of(
      JsonNode base, JsonNode plan, JsonNode model, JsonNode cluster, OptionalInt nodes) {
    if (!(base instanceof ObjectNode)) {
      throw new ScenarioException(
          file.toString(), "", "holds no scenario", "must be an object with model and cluster");
    }
    ObjectNode tree = base.deepCopy();
    if (model.has("model")) {
      tree.set("model", model.get("model"));
    }
    if (cluster.has("cluster")) {
      tree.set("cluster", cluster.get("cluster").deepCopy());
    }
    if (nodes.isPresent() && tree.get("cluster") instanceof ObjectNode section) {
      section.put("nodes", nodes.getAsInt());
    }
    open(tree, plan.path("globalBatch"));
    job.put(tree, plan, cluster);
    Scenario scenario = ScenarioReader.read(tree, place(), baseFile);
    if (scenario.simulation().isRandom()) {
      throw new ScenarioException(
          place(),
          "/simulation",
          "leaves times to chance, for which no lower bound holds",
          "must be without jitter and stragglers; lockstep risk tells what they do to a plan");
    }
    OptionalInt devices = Problem.devices(scenario);
    int most = limits.devices().orElse(Integer.MAX_VALUE);
    if (devices.isPresent() && devices.getAsInt() > most) {
      return of(base, plan, model, cluster, fewer(tree, devices.getAsInt(), most));
    }
    return new Variant(
        new Problem(
            name(tree, model, cluster, devices),
            scenario,
            baseFile,
            space,
            TrainingLimits.of(scenario, plan.path("limits"), limits)),
        tree,
        devices,
        parameters(scenario),
        Rates.of(scenario));
  }

  private OptionalInt fewer(ObjectNode tree, int devices, int most) {
    int nodes = tree.path("cluster").path("nodes").asInt(1);
    int fewer = Math.toIntExact((long) most * nodes / devices);
    if (fewer == 0) {
      throw new ScenarioException(
          file.toString(),
          "/limits/devices",
          "is %d, but a node has %d".formatted(most, devices / nodes),
          "must be at least the devices of a node");
    }
    return OptionalInt.of(fewer);
  }

  private String place() {
    return file.equals(baseFile) ? file.toString() : file + ": " + baseFile;
  }

  /** What is searched is taken out, so that it cannot contradict another cluster. */
  private static void open(ObjectNode tree, JsonNode globalBatch) {
    boolean layered = tree.path("model").has("layers");
    boolean measured = layered || tree.path("model").has("profile");
    if (tree.get("training") instanceof ObjectNode training) {
      long samples = samples(tree, training, globalBatch);
      training.remove("microBatches");
      training.remove("globalBatch");
      training.remove("recompute");
      if (measured) {
        training.put("microBatches", samples / Math.max(1, training.path("microBatch").asInt(1)));
      } else {
        training.put("globalBatch", samples).put("microBatch", 1);
      }
    } else if (!globalBatch.isMissingNode()) {
      ObjectNode training = tree.putObject("training");
      training.put("globalBatch", globalBatch.longValue()).put("microBatch", 1);
    }
    tree.remove("partition");
    JsonNode given = tree.remove("parallelism");
    if (layered) {
      boolean ideal = tree.path("cluster").has("ideal");
      int pipeline = ideal && given != null ? given.path("pipeline").asInt(1) : 1;
      tree.putObject("parallelism").put("pipeline", pipeline);
    }
    tree.putObject("strategy").put("name", "1f1b");
  }

  private static long samples(ObjectNode tree, ObjectNode training, JsonNode globalBatch) {
    if (!globalBatch.isMissingNode()) {
      return globalBatch.longValue();
    }
    if (training.has("globalBatch")) {
      return training.get("globalBatch").asLong();
    }
    return training.path("microBatches").asLong(1)
        * training.path("microBatch").asLong(1)
        * tree.path("parallelism").path("data").asLong(1);
  }

  private static String name(
      ObjectNode tree, JsonNode model, JsonNode cluster, OptionalInt devices) {
    String ofModel =
        model
            .path("name")
            .asText(tree.path("model").path("preset").asText(tree.path("name").asText("model")));
    String ofCluster =
        cluster.path("name").asText(tree.path("cluster").path("preset").asText("cluster"));
    return ofModel
        + " on "
        + (devices.isPresent() ? devices.getAsInt() + " devices of " : "")
        + ofCluster;
  }

  private static OptionalDouble parameters(Scenario scenario) {
    return scenario.model().isNetwork()
        ? OptionalDouble.of(Networks.of(scenario.model()).parameters())
        : OptionalDouble.empty();
  }
}
