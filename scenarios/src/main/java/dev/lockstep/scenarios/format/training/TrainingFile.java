package dev.lockstep.scenarios.format.training;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.lockstep.scenarios.scenario.source.SourceTree;
import dev.lockstep.scenarios.train.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code lockstep train --format json} has written, read again.
 *
 * @param results of strategies, in the order of the file
 * @param refused strategies without numbers, and why, in the order of the file
 */
public record TrainingFile(List<TrainingResult> results, Map<String, String> refused) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> ITS_OWN = Set.of("seeds", "refused");

  /** Copies both. */
  public TrainingFile {
    results = List.copyOf(results);
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
  }

  /**
   * Reads a file, an object or an array of them; keys that it does not know it passes over.
   *
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException in one line, with the place,
   *     if the file is damaged
   */
  public static TrainingFile read(Path file) {
    return TrainingReader.read(SourceTree.read(file), file.toString());
  }

  /**
   * Whether a file is meant to be one: an object, or a list that begins with one, that has a
   * strategy's name and {@code seeds} or the reason why it was refused. Nothing is said of whether
   * it can be read to its end.
   *
   * @throws UncheckedIOException if the file cannot be opened
   */
  public static boolean isOne(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (JsonParser parser = JSON.createParser(Files.newInputStream(file))) {
      return parser.nextToken() == JsonToken.START_ARRAY
          ? parser.nextToken() == JsonToken.START_OBJECT && isResult(parser)
          : parser.currentToken() == JsonToken.START_OBJECT && isResult(parser);
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isResult(JsonParser parser) throws IOException {
    boolean named = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (key.equals("traceEvents")) {
        return false;
      }
      JsonToken value = parser.nextToken();
      named |= key.equals("strategy") && value == JsonToken.VALUE_STRING;
      if (named && ITS_OWN.contains(key)) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }
}
