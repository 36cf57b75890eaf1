package dev.lockstep.scenarios.consumption;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.scenario.section.risk.JobSection.TargetSection;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.scenario.source.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/** How many mini-batches {@code train} saw a strategy need for an accuracy. */
final class TrainedTarget {

  private final String file;
  private final JsonNode result;
  private final double accuracy;

  private TrainedTarget(String file, JsonNode result, double accuracy) {
    this.file = file;
    this.result = result;
    this.accuracy = accuracy;
  }

  /**
   * What a file says of a strategy.
   *
   * @throws ScenarioException if it says nothing of it
   */
  static TrainedTarget of(TargetSection section, String strategy) {
    String file = section.results();
    JsonNode tree = SourceTree.read(Path.of(file));
    Iterable<JsonNode> all = tree.isArray() ? tree : List.of(tree);
    JsonNode result =
        StreamSupport.stream(all.spliterator(), false)
            .filter(one -> one.path("strategy").asText().equals(strategy) && one.has("seeds"))
            .findFirst()
            .orElseThrow(
                () ->
                    new ScenarioException(
                        file,
                        "",
                        "has no results of " + strategy,
                        "must be what train --format json prints for it"));
    OptionalDouble wanted = section.accuracy();
    JsonNode aimed = result.at("/target/accuracy");
    if (wanted.isEmpty() && !aimed.isNumber()) {
      throw new ScenarioException(
          file, "", "aimed at no accuracy", "give job.target.accuracy in the scenario");
    }
    return new TrainedTarget(file, result, wanted.orElse(aimed.asDouble()));
  }

  /**
   * Mini-batches until then, mean over the seeds.
   *
   * @throws ScenarioException if not all of them got there
   */
  double iterations() {
    List<Double> all = new ArrayList<>();
    for (JsonNode seed : result.get("seeds")) {
      StreamSupport.stream(seed.path("looks").spliterator(), false)
          .filter(look -> look.path("accuracy").asDouble() >= accuracy)
          .findFirst()
          .ifPresent(look -> all.add(look.path("iterations").asDouble()));
    }
    int seeds = result.get("seeds").size();
    if (all.isEmpty() || all.size() < seeds) {
      throw new ScenarioException(
          file,
          "",
          "%d of %d runs reached an accuracy of %s".formatted(all.size(), seeds, accuracy),
          "all must have; train for longer or ask for less");
    }
    return all.stream().mapToDouble(iterations -> iterations).average().orElseThrow();
  }

  /** What was assumed. */
  String note() {
    return "time to train: as many mini-batches as %s on %s needed for an accuracy of %s"
        .formatted(
            result.path("strategy").asText(), result.path("data").asText("its data"), accuracy);
  }
}
