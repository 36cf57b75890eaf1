package dev.lockstep.scenarios.plan.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lockstep.scenarios.plan.Search.Effort;
import dev.lockstep.scenarios.plan.space.CutRule;
import dev.lockstep.scenarios.plan.space.Limits;
import dev.lockstep.scenarios.plan.space.SearchSpace;
import dev.lockstep.scenarios.plan.variant.Growth;
import dev.lockstep.scenarios.plan.variant.Variant;
import dev.lockstep.scenarios.plan.variant.Variants;
import dev.lockstep.scenarios.scenario.schema.SchemaCheck;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.scenario.source.SourceTree;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads a question: a scenario, or a file that names one or holds it and says what is open. A plain
 * scenario asks for the fastest way to train its model on its cluster.
 */
public final class PlanFile {

  private static final SchemaCheck SCHEMA =
      SchemaCheck.ofResource(PlanFile.class, "plan.schema.json");
  private static final double SLOWER = 1.05;
  private static final int FASTEST = 5;

  private final Path file;
  private final JsonNode tree;
  private final JsonNode base;
  private final Path baseFile;

  private PlanFile(Path file, JsonNode tree, JsonNode base, Path baseFile) {
    this.file = file;
    this.tree = tree;
    this.base = base;
    this.baseFile = baseFile;
  }

  /**
   * The question of a file.
   *
   * @param file YAML or JSON, by the ending of its name
   * @throws ScenarioException in one line, if it cannot be read, or says something impossible
   */
  public static Question read(Path file) {
    JsonNode tree = SourceTree.read(file);
    if (tree.has("model")) {
      JsonNode nothing = JsonNodeFactory.instance.objectNode();
      return new PlanFile(file, nothing, tree, file).question();
    }
    SCHEMA.require(tree, file.toString());
    if (tree.has("scenario") == tree.has("base")) {
      throw new ScenarioException(
          file.toString(),
          "",
          tree.has("base") ? "holds base and scenario" : "holds neither base nor scenario",
          "name a scenario's file in base, or write one in scenario");
    }
    if (tree.has("scenario")) {
      return new PlanFile(file, tree, tree.get("scenario"), file).question();
    }
    Path other = beside(file, tree.get("base").asText());
    return new PlanFile(file, tree, SourceTree.read(other), other).question();
  }

  private static Path beside(Path file, String name) {
    try {
      return file.resolveSibling(name);
    } catch (InvalidPathException e) {
      throw new ScenarioException(
          file.toString(), "/base", "\"%s\" can be no file's name".formatted(name), "");
    }
  }

  private Question question() {
    Goal goal = Goal.valueOf(tree.path("goal").asText("time").toUpperCase(Locale.ROOT));
    Variants variants = new Variants(file, baseFile, space(), limits());
    List<Variant> all = new ArrayList<>();
    for (JsonNode cluster : clusters()) {
      for (OptionalInt nodes : nodes(goal, cluster)) {
        Function<JsonNode, Variant> of = model -> variants.of(base, tree, model, cluster, nodes);
        if (tree.has("grow")) {
          all.addAll(grown(of));
        } else {
          models().forEach(model -> all.add(of.apply(model)));
        }
      }
    }
    Basis basis = new Basis(file, all);
    basis.requireFor(tree.path("limits"));
    return new Question(
        name(),
        goal,
        all,
        limit("costUsdPerHour"),
        tree.path("sensitivity").asBoolean(false),
        new Effort(
            tree.path("fastest").asInt(FASTEST),
            tree.path("front").asDouble(SLOWER),
            true,
            basis.preference(tree, goal)));
  }

  private List<Variant> grown(Function<JsonNode, Variant> of) {
    if (tree.has("models")) {
      throw new ScenarioException(
          file.toString(), "/grow", "stands beside models", "must be one of the two");
    }
    try {
      return Growth.of(tree.get("grow"), base.path("model"), of);
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(file.toString(), "/grow", e.getMessage(), "");
    }
  }

  private String name() {
    String ofFile = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    return tree.path("name").asText(base.path("name").asText(ofFile));
  }

  private Iterable<JsonNode> models() {
    return tree.has("models") ? tree.get("models") : List.of(JsonNodeFactory.instance.objectNode());
  }

  private Iterable<JsonNode> clusters() {
    return tree.has("clusters")
        ? tree.get("clusters")
        : List.of(JsonNodeFactory.instance.objectNode());
  }

  /** Sizes of a cluster to choose from: those of the file; to find the fewest, halves of all. */
  private List<OptionalInt> nodes(Goal goal, JsonNode cluster) {
    List<OptionalInt> sizes = new ArrayList<>();
    if (tree.has("nodes")) {
      tree.get("nodes").forEach(count -> sizes.add(OptionalInt.of(count.intValue())));
      return sizes;
    }
    int given =
        cluster.has("cluster") ? nodes(cluster.get("cluster")) : nodes(base.path("cluster"));
    if (goal != Goal.DEVICES || given == 0) {
      return List.of(OptionalInt.empty());
    }
    for (int some = 1; some < given; some *= 2) {
      sizes.add(OptionalInt.of(some));
    }
    sizes.add(OptionalInt.of(given));
    return sizes;
  }

  private static int nodes(JsonNode cluster) {
    return cluster.path("nodes").asInt(0);
  }

  private Limits limits() {
    JsonNode given = tree.path("limits");
    return new Limits(
        given.has("devices")
            ? OptionalInt.of(given.get("devices").intValue())
            : OptionalInt.empty(),
        given.has("memoryBytes")
            ? OptionalLong.of(given.get("memoryBytes").longValue())
            : OptionalLong.empty(),
        given.path("headroomBytes").asLong(0),
        limit("iterationTimeMs"),
        limit("energyJoules"),
        limit("costUsd"));
  }

  private OptionalDouble limit(String key) {
    JsonNode given = tree.path("limits").path(key);
    return given.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(given.doubleValue());
  }

  private SearchSpace space() {
    return new SearchSpace(
        list("pipeline", JsonNode::intValue),
        list("tensor", JsonNode::intValue),
        list("data", JsonNode::intValue),
        list("context", JsonNode::intValue),
        list("expert", JsonNode::intValue),
        list("microBatch", JsonNode::intValue),
        list("virtualStages", JsonNode::intValue),
        list("recompute", JsonNode::asText),
        list("zeroStage", JsonNode::intValue),
        list("sequenceParallel", JsonNode::booleanValue),
        list("partition", word -> CutRule.of(word.asText())),
        list("strategies", JsonNode::asText));
  }

  private <T> Optional<List<T>> list(String key, Function<JsonNode, T> element) {
    JsonNode given = tree.path("search").path(key);
    if (given.isMissingNode()) {
      return Optional.empty();
    }
    List<T> all = new ArrayList<>();
    given.forEach(one -> all.add(element.apply(one)));
    return Optional.of(all.stream().distinct().toList());
  }
}
