package dev.lockstep.scenarios.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads axes: lists, ranges, named places, and several that go along together. */
final class AxisReader {

  private static final int MOST_STEPS = 1_000_000;

  private final Path file;

  AxisReader(Path file) {
    this.file = file;
  }

  Axis axis(JsonNode tree, String pointer) {
    long forms =
        Stream.of("values", "range", "points", "zip").filter(form -> tree.has(form)).count();
    if (forms != 1) {
      throw refusal(
          pointer,
          "has %s of values, range, points and zip".formatted(forms == 0 ? "none" : "several"),
          "give exactly one");
    }
    if (tree.has("zip")) {
      return zip(tree.get("zip"), pointer + "/zip");
    }
    return tree.has("points") ? named(tree, pointer) : numbered(tree, pointer);
  }

  /** Values of one key. */
  private Axis numbered(JsonNode tree, String pointer) {
    if (!tree.has("path")) {
      throw refusal(
          pointer, "has no path", "say where the values go, such as /training/microBatches");
    }
    String path = tree.get("path").asText();
    String column = tree.has("name") ? tree.get("name").asText() : last(path);
    if (tree.has("values")) {
      List<Point> points = new ArrayList<>();
      tree.get("values").forEach(value -> points.add(Point.of(column, path, value)));
      return Axis.of(List.of(column), points);
    }
    JsonNode numbers = tree.get("range");
    Range range = range(numbers, pointer + "/range");
    List<JsonNode> values =
        numbers.has("step")
            ? range.every(numbers.get("step").decimalValue())
            : range.inSteps(numbers.path("count").asInt(2));
    return Axis.of(
        column, path, range, values.stream().map(one -> Point.of(column, path, one)).toList());
  }

  private Range range(JsonNode tree, String pointer) {
    BigDecimal from = tree.get("from").decimalValue();
    BigDecimal to = tree.get("to").decimalValue();
    boolean logarithmic = tree.path("scale").asText("linear").equals("log");
    if (from.compareTo(to) >= 0 || logarithmic && from.signum() <= 0) {
      throw refusal(
          pointer,
          "goes from %s to %s".formatted(from, to),
          logarithmic ? "go upwards from above 0" : "go upwards");
    }
    if (tree.has("step") && (tree.has("count") || logarithmic)) {
      throw refusal(pointer, "has a step and a count or a scale", "give a step, or the others");
    }
    if (tree.has("step")
        && to.subtract(from)
                .compareTo(tree.get("step").decimalValue().multiply(BigDecimal.valueOf(MOST_STEPS)))
            > 0) {
      throw refusal(pointer, "has more than %,d steps".formatted(MOST_STEPS), "take larger ones");
    }
    boolean whole = tree.get("from").isIntegralNumber() && tree.get("to").isIntegralNumber();
    return new Range(from, to, logarithmic, whole);
  }

  /** Several keys at once, under a name each. */
  private Axis named(JsonNode tree, String pointer) {
    if (!tree.has("name")) {
      throw refusal(pointer, "has points and no name", "name the column that tells them apart");
    }
    String column = tree.get("name").asText();
    List<Point> points = new ArrayList<>();
    tree.get("points")
        .fields()
        .forEachRemaining(
            one -> {
              Map<String, JsonNode> changes = new LinkedHashMap<>();
              one.getValue().fields().forEachRemaining(c -> changes.put(c.getKey(), c.getValue()));
              Map<String, String> cells =
                  Point.of(column, "", TextNode.valueOf(one.getKey())).cells();
              points.add(new Point(cells, changes));
            });
    return Axis.of(List.of(column), points);
  }

  /** The first places of all, then the second ones, and so on. */
  private Axis zip(JsonNode all, String pointer) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      axes.add(axis(all.get(i), pointer + "/" + i));
      int first = axes.get(0).points().size();
      int own = axes.get(i).points().size();
      if (own != first) {
        throw refusal(
            pointer + "/" + i,
            "has %d places, the first %d".formatted(own, first),
            "zip axes of the same length");
      }
    }
    List<Point> points = new ArrayList<>();
    for (int place = 0; place < axes.get(0).points().size(); place++) {
      Point point = new Point(Map.of(), Map.of());
      for (Axis axis : axes) {
        point = point.and(axis.points().get(place));
      }
      points.add(point);
    }
    return Axis.of(axes.stream().flatMap(axis -> axis.columns().stream()).toList(), points);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private ScenarioException refusal(String pointer, String what, String whatWouldBeRight) {
    return new ScenarioException(file.toString(), pointer, what, whatWouldBeRight);
  }
}
