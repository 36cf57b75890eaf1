package dev.lockstep.scenarios.effects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.effects.Claim.Kind;
import dev.lockstep.scenarios.effects.Study.Part;
import dev.lockstep.scenarios.effects.Study.Setting;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.read.StrategyWord;
import dev.lockstep.scenarios.scenario.schema.SchemaCheck;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.scenario.source.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads a study: parts with a scenario each, settings that change it, strategies in words, claims.
 */
public final class StudyFile {

  private static final SchemaCheck SCHEMA =
      SchemaCheck.ofResource(StudyFile.class, "study.schema.json");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;

  private StudyFile(Path file) {
    this.file = file;
  }

  /**
   * The study of a file.
   *
   * @param file YAML or JSON, by the ending of its name
   * @throws ScenarioException in one line, if it cannot be read, or says something impossible
   */
  public static Study read(Path file) {
    JsonNode tree = SourceTree.read(file);
    SCHEMA.require(tree, file.toString());
    StudyFile reader = new StudyFile(file);
    return new Study(file, tree.get("title").asText(), says(tree), reader.parts(tree.get("parts")));
  }

  private static String says(JsonNode tree) {
    return tree.path("says").asText("").strip();
  }

  private List<Part> parts(JsonNode all) {
    return IntStream.range(0, all.size()).mapToObj(i -> part(all.get(i), "/parts/" + i)).toList();
  }

  private Part part(JsonNode tree, String pointer) {
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i < tree.get("settings").size(); i++) {
      JsonNode setting = tree.get("settings").get(i);
      settings.add(setting(tree.get("scenario"), setting, pointer + "/settings/" + i));
    }
    List<String> labels =
        settings.stream()
            .flatMap(one -> one.strategies().keySet().stream().map(one::label))
            .toList();
    List<Claim> claims = new ArrayList<>();
    for (JsonNode claim : tree.path("claims")) {
      claims.add(claim(claim, labels, pointer + "/claims/" + claims.size()));
    }
    boolean all = tree.path("all").asBoolean(false);
    return new Part(tree.get("title").asText(), says(tree), settings, claims, all);
  }

  private Setting setting(JsonNode base, JsonNode tree, String pointer) {
    Scenario scenario = ScenarioReader.read(changed(base, tree), file + ": " + pointer, file);
    if (scenario.learning().isEmpty()) {
      throw new ScenarioException(
          file.toString(), pointer, "its scenario has no key \"learning\"", "say what is learned");
    }
    Map<String, Scenario> strategies = new LinkedHashMap<>();
    for (JsonNode word : tree.get("strategies")) {
      try {
        strategies.put(
            word.asText(),
            scenario.with(
                StrategyWord.section(
                    word.asText(), scenario.strategy(), file, pointer + "/strategies")));
      } catch (IllegalArgumentException e) {
        throw new ScenarioException(file.toString(), pointer + "/strategies", e.getMessage(), "");
      }
    }
    return new Setting(tree.get("name").asText(), says(tree), strategies);
  }

  /** Keys of the change take the place of the base's; objects are merged. */
  private static JsonNode changed(JsonNode base, JsonNode setting) {
    try {
      return setting.has("change")
          ? MAPPER.readerForUpdating(base.deepCopy()).readValue(setting.get("change"))
          : base.deepCopy();
    } catch (IOException e) {
      throw new UncheckedIOException("two trees that cannot be merged", e);
    }
  }

  private Claim claim(JsonNode tree, List<String> labels, String pointer) {
    String says = tree.get("says").asText().strip();
    if (tree.has("better")) {
      return claim(says, Kind.BETTER, tree.get("better"), tree.get("worse"), labels, pointer);
    }
    if (tree.has("faster")) {
      return claim(says, Kind.FASTER, tree.get("faster"), tree.get("slower"), labels, pointer);
    }
    return tree.has("close")
        ? claim(says, Kind.CLOSE, tree.get("close"), tree.get("to"), labels, pointer)
        : claim(says, Kind.TURNED, tree.get("turned"), tree.get("turned"), labels, pointer);
  }

  private Claim claim(
      String says, Kind kind, JsonNode one, JsonNode other, List<String> labels, String pointer) {
    for (String label : List.of(one.asText(), other.asText())) {
      if (!labels.contains(label)) {
        throw new ScenarioException(
            file.toString(),
            pointer,
            "names \"%s\", which is no run of its part".formatted(label),
            "write a strategy of a setting, @ and the setting's name, such as " + labels.get(0));
      }
    }
    return new Claim(says, kind, one.asText(), other.asText());
  }
}
