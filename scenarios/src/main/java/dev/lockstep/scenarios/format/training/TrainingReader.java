package dev.lockstep.scenarios.format.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.train.MeanOfSeeds;
import dev.lockstep.scenarios.train.TimeToTarget;
import dev.lockstep.scenarios.train.TrainingResult;
import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/** Reads training runs from a tree of JSON, and says where it is not what it should be. */
final class TrainingReader {

  private static final double ROUNDING = 1e-9;

  private final String file;

  private TrainingReader(String file) {
    this.file = file;
  }

  /** Reads an object, or an array of them. */
  static TrainingFile read(JsonNode tree, String file) {
    TrainingReader reader = new TrainingReader(file);
    List<TrainingResult> results = new ArrayList<>();
    Map<String, String> refused = new LinkedHashMap<>();
    for (int i = 0; i < (tree.isArray() ? tree.size() : 1); i++) {
      JsonNode node = tree.isArray() ? tree.get(i) : tree;
      String at = tree.isArray() ? "/" + i : "";
      if (node.has("refused")) {
        refused.put(reader.text(node, at, "strategy"), reader.text(node, at, "refused"));
      } else {
        results.add(reader.result(node, at));
      }
    }
    return new TrainingFile(results, refused);
  }

  private TrainingResult result(JsonNode node, String at) {
    return new TrainingResult(
        text(node, at, "scenario"),
        text(node, at, "strategy"),
        text(node, at, "data"),
        mean(node.path("accuracy"), at + "/accuracy"),
        optionalMean(node, at, "testLoss"),
        count(node, at, "iterations"),
        count(node, at, "samplesPerIteration"),
        number(node, at, "epochs"),
        number(node, at, "simulatedMs"),
        target(node, at),
        list(node, at, "staleness", this::whole),
        cosines(node, at, this::meanCosine),
        filled(list(node, at, "seeds", this::ofSeed), at + "/seeds"));
  }

  private Optional<TimeToTarget> target(JsonNode parent, String above) {
    JsonNode node = parent.path("target");
    String at = above + "/target";
    return node.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new TimeToTarget(
                share(node, at, "accuracy"),
                whole(node.path("seedsThatReachedIt"), at + "/seedsThatReachedIt"),
                optionalMean(node, at, "iterations"),
                optionalMean(node, at, "simulatedMs")));
  }

  private OfSeed ofSeed(JsonNode node, String at) {
    JsonNode seed = node.path("seed");
    if (!seed.isIntegralNumber()) {
      throw refuse(seed, at + "/seed", "must be a whole number");
    }
    List<Look> looks = filled(list(node, at, "looks", this::look), at + "/looks");
    for (int i = 1; i < looks.size(); i++) {
      Look before = looks.get(i - 1);
      Look now = looks.get(i);
      if (now.iterations() <= before.iterations() || now.simulatedMs() < before.simulatedMs()) {
        throw new ScenarioException(
            file,
            at + "/looks/" + i,
            "is of %d mini-batches and %s ms, behind one of %d and %s"
                .formatted(
                    now.iterations(), now.simulatedMs(), before.iterations(), before.simulatedMs()),
            "Looks must go on in time");
      }
    }
    return new OfSeed(seed.longValue(), looks);
  }

  private Look look(JsonNode node, String at) {
    return new Look(
        count(node, at, "iterations"),
        number(node, at, "simulatedMs"),
        optional(node, at, "trainingLoss"),
        optional(node, at, "testLoss"),
        share(node, at, "accuracy"),
        cosines(node, at, this::cosine));
  }

  private <T> Optional<List<T>> cosines(
      JsonNode node, String at, BiFunction<JsonNode, String, T> read) {
    String key = "gradientCosines";
    return node.has(key)
        ? Optional.of(filled(list(node, at, key, read), at + "/" + key))
        : Optional.empty();
  }

  private MeanOfSeeds meanCosine(JsonNode node, String at) {
    return new MeanOfSeeds(
        cosine(node.path("mean"), at + "/mean"), optional(node, at, "halfInterval95"));
  }

  private double cosine(JsonNode node, String at) {
    if (!node.isNumber() || !(Math.abs(node.doubleValue()) <= 1 + ROUNDING)) {
      throw refuse(node, at, "must be a number from -1 to 1");
    }
    return node.doubleValue();
  }

  private Optional<MeanOfSeeds> optionalMean(JsonNode node, String at, String key) {
    return node.has(key) ? Optional.of(mean(node.path(key), at + "/" + key)) : Optional.empty();
  }

  private MeanOfSeeds mean(JsonNode node, String at) {
    return new MeanOfSeeds(number(node, at, "mean"), optional(node, at, "halfInterval95"));
  }

  private OptionalDouble optional(JsonNode node, String at, String key) {
    return node.has(key) ? OptionalDouble.of(number(node, at, key)) : OptionalDouble.empty();
  }

  private double share(JsonNode node, String at, String key) {
    double share = number(node, at, key);
    if (share > 1) {
      throw refuse(node.path(key), at + "/" + key, "must be a number from 0 to 1");
    }
    return share;
  }

  private double number(JsonNode node, String at, String key) {
    double number = node.path(key).isNumber() ? node.path(key).doubleValue() : -1;
    if (number < 0 || !Double.isFinite(number)) {
      throw refuse(node.path(key), at + "/" + key, "must be a number, 0 or greater");
    }
    return number;
  }

  private int count(JsonNode node, String at, String key) {
    int count = whole(node.path(key), at + "/" + key);
    if (count == 0) {
      throw refuse(node.path(key), at + "/" + key, "must be at least 1");
    }
    return count;
  }

  private int whole(JsonNode node, String at) {
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
      throw refuse(node, at, "must be a whole number, 0 or greater");
    }
    return node.intValue();
  }

  private String text(JsonNode node, String at, String key) {
    if (!node.path(key).isTextual()) {
      throw refuse(node.path(key), at + "/" + key, "must be a text");
    }
    return node.path(key).textValue();
  }

  private <T> List<T> list(
      JsonNode parent, String above, String key, BiFunction<JsonNode, String, T> read) {
    JsonNode node = parent.path(key);
    String at = above + "/" + key;
    if (!node.isArray()) {
      throw refuse(node, at, "must be a list");
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      all.add(read.apply(node.get(i), at + "/" + i));
    }
    return all;
  }

  private <T> List<T> filled(List<T> list, String at) {
    if (list.isEmpty()) {
      throw new ScenarioException(file, at, "is empty", "must have at least one");
    }
    return list;
  }

  private ScenarioException refuse(JsonNode node, String at, String right) {
    String what =
        node.isMissingNode()
            ? "is missing"
            : "is " + (node.isContainerNode() ? "a list or an object" : node.asText());
    return new ScenarioException(file, at, what, right);
  }
}
