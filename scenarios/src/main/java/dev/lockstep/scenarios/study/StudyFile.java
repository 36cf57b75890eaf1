package dev.lockstep.scenarios.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.scenarios.catalog.entry.NearestWord;
import dev.lockstep.scenarios.formula.Formula;
import dev.lockstep.scenarios.montecarlo.Precision;
import dev.lockstep.scenarios.scenario.schema.SchemaCheck;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.scenario.source.SourceTree;
import dev.lockstep.scenarios.study.Sample.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a study. */
public final class StudyFile {

  private static final SchemaCheck SCHEMA =
      SchemaCheck.ofResource(StudyFile.class, "study.schema.json");

  private static final List<String> USUAL =
      List.of(
          "strategy",
          "devices",
          "iterationTimeMs",
          "bubbleFraction",
          "utilisation",
          "usefulUtilisation",
          "samplesPerSecond",
          "tokensPerSecond",
          "mfu",
          "exposedCommunicationMs",
          "peakMemoryBytes",
          "fits");

  /** Fewer give intervals that mean little. */
  private static final int FEWEST_REPETITIONS = 100;

  /** Columns of results that are no figures. */
  private static final Set<String> TAKEN = Set.of("row", "refused");

  private final Path file;
  private final JsonNode tree;

  private StudyFile(Path file) {
    this.file = file;
    this.tree = SourceTree.read(file);
  }

  /**
   * The study of a file.
   *
   * @param file YAML or JSON, by the ending of its name
   * @throws ScenarioException in one line, if it cannot be read, or says something impossible
   */
  public static Study read(Path file) {
    return new StudyFile(file).study();
  }

  private Study study() {
    SCHEMA.require(tree, file.toString());
    if (tree.has("base") == tree.has("scenario")) {
      throw refusal(
          "",
          tree.has("base") ? "has a base and a scenario" : "has neither base nor scenario",
          "name a scenario file as base, or write one as scenario");
    }
    Path baseFile =
        tree.has("base") ? file.resolveSibling(tree.get("base").asText()).normalize() : file;
    JsonNode base = tree.has("base") ? SourceTree.read(baseFile) : tree.get("scenario");
    List<Axis> axes = axes();
    List<String> columns = axes.stream().flatMap(axis -> axis.columns().stream()).toList();
    return new Study(
        tree.path("name").asText(file.getFileName().toString().replaceFirst("\\.[^.]*$", "")),
        file,
        base,
        baseFile,
        axes,
        exclusions(columns),
        sample(axes.size()),
        tree.path("repetitions").asInt(1),
        metrics(columns),
        precision());
  }

  private List<Axis> axes() {
    List<Axis> axes = new ArrayList<>();
    Set<String> taken = new HashSet<>(TAKEN);
    if (tree.path("repetitions").asInt(1) > 1) {
      taken.add(Study.SEED);
    }
    AxisReader reader = new AxisReader(file);
    for (JsonNode one : tree.get("axes")) {
      String pointer = "/axes/" + axes.size();
      Axis axis = reader.axis(one, pointer);
      for (String column : axis.columns()) {
        if (!taken.add(column)) {
          throw refusal(
              pointer,
              "fills a column \"%s\" that there is already".formatted(column),
              "give it another name");
        }
      }
      axes.add(axis);
    }
    return axes;
  }

  private List<Formula> exclusions(List<String> columns) {
    List<Formula> formulas = new ArrayList<>();
    for (JsonNode text : tree.path("exclude")) {
      try {
        formulas.add(new Formula(text.asText(), columns));
      } catch (IllegalArgumentException e) {
        throw refusal("/exclude/" + formulas.size(), e.getMessage(), "write a formula of columns");
      }
    }
    return formulas;
  }

  private Optional<Sample> sample(int dimensions) {
    if (!tree.has("sample")) {
      return Optional.empty();
    }
    if (dimensions > Sample.MOST_DIMENSIONS) {
      throw refusal("/axes", "has %d axes".formatted(dimensions), "sample at most 1,000");
    }
    JsonNode sample = tree.get("sample");
    return Optional.of(
        new Sample(
            Method.valueOf(sample.path("method").asText("sobol").toUpperCase(Locale.ROOT)),
            sample.get("count").intValue(),
            sample.path("seed").asLong(1)));
  }

  private List<String> metrics(List<String> columns) {
    if (!tree.has("metrics")) {
      return USUAL.stream().filter(metric -> !columns.contains(metric)).toList();
    }
    List<String> metrics = new ArrayList<>();
    for (JsonNode one : tree.get("metrics")) {
      String pointer = "/metrics/" + metrics.size();
      String name = one.asText();
      if (!StudyMetrics.names().contains(name)) {
        throw refusal(pointer, NearestWord.unknown("figure", name, StudyMetrics.names()), "");
      }
      if (columns.contains(name)) {
        throw refusal(pointer, "is also the name of an axis", "give the axis another name");
      }
      metrics.add(name);
    }
    return metrics;
  }

  private Precision precision() {
    JsonNode risk = tree.path("risk");
    return new Precision(
        risk.path("precision").asDouble(0.01),
        risk.path("confidence").asDouble(0.95),
        FEWEST_REPETITIONS,
        risk.path("repetitions").asInt(10_000));
  }

  private ScenarioException refusal(String pointer, String what, String whatWouldBeRight) {
    return new ScenarioException(file.toString(), pointer, what, whatWouldBeRight);
  }
}
