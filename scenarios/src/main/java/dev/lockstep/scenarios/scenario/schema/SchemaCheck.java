package dev.lockstep.scenarios.scenario.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;

/** Holds files against a schema. */
public final class SchemaCheck {
  private static final int MISSING = Integer.MAX_VALUE;

  private final JsonNode schemaTree;
  private final JsonSchema schema;

  /**
   * A check against a schema.
   *
   * @param schemaText the schema as JSON
   */
  public SchemaCheck(String schemaText) {
    try {
      schemaTree = new ObjectMapper().readTree(schemaText);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema is not JSON", e);
    }
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
    schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(schemaTree, config);
  }

  /** A check against a schema that lies beside a class. */
  public static SchemaCheck ofResource(Class<?> owner, String name) {
    try (InputStream resource = owner.getResourceAsStream(name)) {
      return new SchemaCheck(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in schema " + name, e);
    }
  }

  /**
   * Refuses a tree that the schema does not admit.
   *
   * @param place where the tree stands, for the message
   * @throws ScenarioException for the first violation
   */
  public void require(JsonNode tree, String place) {
    firstViolation(tree)
        .ifPresent(
            violation -> {
              throw new ScenarioException(
                  place, violation.pointer(), violation.what(), violation.whatWouldBeRight());
            });
  }

  /** The first place, from the top of the file, that the schema does not admit. */
  public Optional<Violation> firstViolation(JsonNode tree) {
    return schema.validate(tree).stream()
        .min(Comparator.comparing(message -> position(tree, message), Arrays::compare))
        .map(message -> new Wording(schemaTree, message).violation());
  }

  /** Where the trouble is, as the index of each key on the way; a missing key comes last. */
  private static int[] position(JsonNode tree, ValidationMessage message) {
    JsonNodePath path = message.getInstanceLocation();
    int depth = path.getNameCount();
    int[] indices = new int[depth + 1];
    JsonNode node = tree;
    for (int i = 0; i < depth; i++) {
      Object element = path.getElement(i);
      indices[i] = indexOf(node, element);
      node = element instanceof Integer index ? node.get(index) : node.get(element.toString());
    }
    indices[depth] =
        switch (message.getType()) {
          case "required", "minProperties" -> MISSING;
          case "additionalProperties" -> indexOf(node, message.getProperty());
          default -> -1;
        };
    return indices;
  }

  private static int indexOf(JsonNode node, Object element) {
    if (element instanceof Integer index) {
      return index;
    }
    int index = 0;
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); index++) {
      if (names.next().equals(element.toString())) {
        return index;
      }
    }
    return MISSING;
  }
}
