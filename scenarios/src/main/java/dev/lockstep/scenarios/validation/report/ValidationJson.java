package dev.lockstep.scenarios.validation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.scenarios.format.ResultJson;
import dev.lockstep.scenarios.run.Version;
import dev.lockstep.scenarios.validation.Summary;
import dev.lockstep.scenarios.validation.Summary.FamilySummary;
import dev.lockstep.scenarios.validation.Validation;
import dev.lockstep.scenarios.validation.accuracy.Accuracy;
import dev.lockstep.scenarios.validation.accuracy.Comparison;
import dev.lockstep.scenarios.validation.accuracy.Standing;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** For programs: {@code rows}, {@code families}, {@code overall}. What is absent has no key. */
public final class ValidationJson {

  static final List<String> ROW_KEYS =
      List.of(
          "id",
          "family",
          "group",
          "figure",
          "measured",
          "predicted",
          "errorPercent",
          "fitted",
          "calculated",
          "relativeTo",
          "reason",
          "source",
          "note");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ValidationJson() {}

  /** The text, with a line feed at the end. */
  public static String of(Validation validation) {
    Summary summary = Summary.of(validation);
    ObjectNode root = NODES.objectNode();
    ArrayNode rows = root.putArray("rows");
    validation.comparisons().forEach(row -> rows.add(row(row)));
    ArrayNode families = root.putArray("families");
    summary.families().forEach(family -> families.add(family(family)));
    addStandings(root.putObject("overall"), summary.overall());
    root.putObject("provenance").put("version", Version.text());
    return ResultJson.text(root);
  }

  /** One comparison. */
  static JsonNode row(Comparison row) {
    ObjectNode node = NODES.objectNode();
    node.put("id", row.id());
    node.put("family", row.family());
    if (!row.group().isEmpty()) {
      node.put("group", row.group());
    }
    node.put("figure", row.figure());
    node.put("measured", row.measured());
    put(node, "predicted", row.predicted());
    put(node, "errorPercent", percent(row.error()));
    node.put("fitted", row.standing() == Standing.FITTED);
    node.put("calculated", row.standing() == Standing.CALCULATED);
    row.relativeTo().ifPresent(base -> node.put("relativeTo", base));
    row.reason().ifPresent(reason -> node.put("reason", reason));
    row.source().ifPresent(source -> node.put("source", source));
    row.note().ifPresent(note -> node.put("note", note));
    return node;
  }

  private static JsonNode family(FamilySummary family) {
    ObjectNode node = NODES.objectNode();
    node.put("family", family.name());
    family
        .about()
        .ifPresent(
            about -> {
              node.put("source", about.source());
              put(node, "targetPercent", about.targetPercent());
              about.peer().ifPresent(peer -> node.put("peer", peer));
            });
    addStandings(node, family.rows());
    if (!family.figures().isEmpty()) {
      ObjectNode figures = node.putObject("figures");
      family.figures().forEach((figure, accuracy) -> figures.set(figure, accuracy(accuracy)));
    }
    return node;
  }

  private static void addStandings(ObjectNode node, Map<Standing, Accuracy> accuracies) {
    accuracies.forEach((standing, accuracy) -> node.set(standing.label(), accuracy(accuracy)));
  }

  private static JsonNode accuracy(Accuracy accuracy) {
    ObjectNode node = NODES.objectNode();
    node.put("rows", accuracy.rows());
    node.put("refused", accuracy.refused());
    put(node, "meanAbsoluteErrorPercent", percent(accuracy.meanError()));
    put(node, "medianAbsoluteErrorPercent", percent(accuracy.medianError()));
    put(node, "worstAbsoluteErrorPercent", percent(accuracy.worstError()));
    accuracy.worstId().ifPresent(id -> node.put("worstRow", id));
    put(node, "rankCorrelation", accuracy.rankCorrelation());
    if (accuracy.bestChoice().groups() > 0) {
      node.putObject("bestAmongBestThree")
          .put("good", accuracy.bestChoice().good())
          .put("groups", accuracy.bestChoice().groups());
    }
    return node;
  }

  private static OptionalDouble percent(OptionalDouble share) {
    return share.isPresent()
        ? OptionalDouble.of(100 * share.getAsDouble())
        : OptionalDouble.empty();
  }

  private static void put(ObjectNode node, String key, OptionalDouble value) {
    value.ifPresent(number -> node.put(key, number));
  }
}
