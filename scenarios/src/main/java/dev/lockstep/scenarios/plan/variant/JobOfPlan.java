package dev.lockstep.scenarios.plan.variant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a question says of power and prices, put into its scenarios: its {@code job} takes the place
 * of the base's, and of a cluster in a list its own power and price come before all. The base's own
 * are of its own cluster and are not taken for others.
 */
final class JobOfPlan {

  private static final String PRICE = "price";
  private static final String PER_DEVICE = "pricePerDeviceHourUsd";
  private static final List<String> OF_HARDWARE = List.of("power", PRICE);

  private final Path file;

  JobOfPlan(Path file) {
    this.file = file;
  }

  /**
   * Changes the job of a scenario.
   *
   * @param plan the question
   * @param cluster entry of its list of clusters; without a cluster the base's
   */
  void put(ObjectNode tree, JsonNode plan, JsonNode cluster) {
    if (plan.has("job")) {
      tree.set("job", withFiles(plan.get("job")));
    } else if (cluster.has("cluster") && tree.get("job") instanceof ObjectNode job) {
      job.remove(OF_HARDWARE);
    }
    JsonNode perDevice = cluster.has(PER_DEVICE) ? cluster.get(PER_DEVICE) : plan.path(PER_DEVICE);
    if (!perDevice.isMissingNode()) {
      job(tree).putObject(PRICE).set("usdPerDeviceHour", perDevice);
    }
    for (String key : OF_HARDWARE) {
      if (cluster.has(key)) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        own.set(key, cluster.get(key));
        job(tree).setAll((ObjectNode) withFiles(own));
      }
    }
  }

  private static ObjectNode job(ObjectNode tree) {
    return tree.get("job") instanceof ObjectNode job ? job : tree.putObject("job");
  }

  /** Price lists and results of training lie beside the question. */
  private JsonNode withFiles(JsonNode job) {
    JsonNode own = job.deepCopy();
    resolve(own.path(PRICE), "list", "/job/price/list");
    resolve(own.path("target"), "results", "/job/target/results");
    return own;
  }

  private void resolve(JsonNode section, String key, String pointer) {
    if (!section.path(key).isTextual()) {
      return;
    }
    String name = section.get(key).asText();
    try {
      ((ObjectNode) section).put(key, file.toAbsolutePath().resolveSibling(name).toString());
    } catch (InvalidPathException e) {
      throw new ScenarioException(
          file.toString(), pointer, "\"%s\" can be no file's name".formatted(name), "");
    }
  }
}
