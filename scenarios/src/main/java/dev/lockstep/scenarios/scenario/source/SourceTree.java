package dev.lockstep.scenarios.scenario.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Parses the text of a scenario file, JSON or YAML by the ending of its name. */
public final class SourceTree {
  private static final int LONGEST_REASON = 120;

  /** The YAML library takes time that grows with the square of a text's length. */
  private static final int LONGEST_YAML = 1_000_000;

  private SourceTree() {}

  /**
   * The file as a tree.
   *
   * @throws ScenarioException if it is neither JSON nor YAML by its name, or breaks their rules
   */
  public static JsonNode read(Path file) {
    String name = file.toString();
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".json")) {
      return parsed(name, SourceText.read(file), "JSON", jsonMapper());
    }
    if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
      String text = SourceText.read(file);
      if (text.length() > LONGEST_YAML) {
        throw new ScenarioException(
            name,
            "",
            "has %d characters of YAML".formatted(text.length()),
            "must have at most %d; JSON may have more".formatted(LONGEST_YAML));
      }
      return parsed(name, text, "YAML", yamlMapper());
    }
    SourceText.read(file);
    throw new ScenarioException(
        name, "", "the name ends in none of .json, .yaml, .yml", "rename it after its content");
  }

  /**
   * One line of a file of JSON lines as a tree.
   *
   * @param name the file and the line, for messages
   * @param text the line
   * @throws ScenarioException if it is not one JSON value
   */
  public static JsonNode line(String name, String text) {
    return parsed(name, text, "JSON", jsonMapper());
  }

  private static ObjectMapper jsonMapper() {
    return JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  private static ObjectMapper yamlMapper() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(Integer.MAX_VALUE);
    limits.setNestingDepthLimit(2 * GuardedParser.DEEPEST);
    YAMLFactory factory = YAMLFactory.builder().loaderOptions(limits).build();
    return YAMLMapper.builder(factory)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  private static JsonNode parsed(String name, String text, String format, ObjectMapper mapper) {
    try (JsonParser parser = new GuardedParser(name, mapper.createParser(text))) {
      JsonNode tree = mapper.reader().readTree(parser);
      if (tree == null || tree.isMissingNode()) {
        throw new ScenarioException(name, "", "is empty", "must hold a scenario");
      }
      return tree;
    } catch (ScenarioException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new ScenarioException(
          name, "", place(e) + reason(e, format), "must be well-formed " + format);
    } catch (IOException | RuntimeException e) {
      // the YAML library also throws exceptions of its own
      throw new ScenarioException(name, "", "is not " + format, "must be well-formed " + format);
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null
        ? ""
        : "line %d, column %d: ".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static String reason(JsonProcessingException e, String format) {
    if (e instanceof JsonEOFException) {
      return "the file ends inside a value";
    }
    String text =
        e.getCause() instanceof MarkedYAMLException yaml && yaml.getProblem() != null
            ? yaml.getProblem()
            : String.valueOf(e.getOriginalMessage());
    String line = text.lines().findFirst().orElse("is not " + format);
    if (line.startsWith("Duplicate field")) {
      return line.replace("Duplicate field", "twice the key");
    }
    if (line.startsWith("Non-standard token")) {
      return line.replaceAll("Non-standard token ('.*?').*", "$1 is no number");
    }
    if (line.startsWith("Trailing token")) {
      return "more text after the end of the scenario";
    }
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
  }
}
