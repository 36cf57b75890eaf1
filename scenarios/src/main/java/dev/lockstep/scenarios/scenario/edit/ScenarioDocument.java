package dev.lockstep.scenarios.scenario.edit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.lockstep.scenarios.scenario.Scenario;
import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.source.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A scenario as its file says it, to be changed key by key. It may say something impossible; that
 * is found when it is read. Immutable.
 */
public final class ScenarioDocument {

  private static final Set<String> SECTIONS =
      Set.of("/model", "/cluster", "/training", "/strategy", "");

  private final Path file;
  private final JsonNode tree;

  private ScenarioDocument(Path file, JsonNode tree) {
    this.file = file;
    this.tree = tree;
  }

  /**
   * What a file says, JSON or YAML.
   *
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException in one line, if it is neither
   */
  public static ScenarioDocument open(Path file) {
    return new ScenarioDocument(file, SourceTree.read(file));
  }

  /**
   * What is in no file.
   *
   * @param file beside which the files that it names lie
   * @param tree what it says; not to be changed by others
   */
  public static ScenarioDocument of(Path file, JsonNode tree) {
    return new ScenarioDocument(file, tree);
  }

  /** The file that it came from, beside which the files that it names lie. */
  public Path file() {
    return file;
  }

  /** Whether it says something here. */
  public boolean has(String pointer) {
    return !tree.at(pointer).isMissingNode();
  }

  /** What it says here, as a field shows it: a list with commas; empty if it says nothing. */
  public String text(String pointer) {
    return FieldText.of(tree.at(pointer));
  }

  /** The keys of a section, or the indices of a list, in the order of the file. */
  List<String> keys(String pointer) {
    JsonNode section = tree.at(pointer);
    List<String> keys = new ArrayList<>();
    section.fieldNames().forEachRemaining(keys::add);
    for (int index = 0; section.isArray() && index < section.size(); index++) {
      keys.add(Integer.toString(index));
    }
    return keys;
  }

  /** The same with a field filled in anew; an empty text takes the key away. */
  public ScenarioDocument with(Field field, String text) {
    return text.isBlank()
        ? without(field.pointer())
        : with(field.pointer(), FieldText.node(field.kind(), text.strip()));
  }

  ScenarioDocument with(String pointer, JsonNode value) {
    JsonNode copy = tree.deepCopy();
    JsonPointer place = JsonPointer.compile(pointer);
    JsonNode parent = parent(copy, place.head());
    if (parent instanceof ObjectNode section) {
      section.set(place.last().getMatchingProperty(), value);
    }
    return new ScenarioDocument(file, copy);
  }

  ScenarioDocument withText(String pointer, String text) {
    return with(pointer, TextNode.valueOf(text));
  }

  /** The section at a place, made if it is not there. */
  private static JsonNode parent(JsonNode tree, JsonPointer place) {
    if (place.matches()) {
      return tree;
    }
    JsonNode above = parent(tree, place.head());
    String key = place.last().getMatchingProperty();
    if (above instanceof ObjectNode section && !section.has(key)) {
      section.set(key, JsonNodeFactory.instance.objectNode());
    }
    return tree.at(place);
  }

  /** The same without a key, and without the section that it leaves empty. */
  ScenarioDocument without(String pointer) {
    JsonNode copy = tree.deepCopy();
    JsonPointer place = JsonPointer.compile(pointer);
    if (copy.at(place.head()) instanceof ObjectNode section) {
      section.remove(place.last().getMatchingProperty());
    }
    ScenarioDocument less = new ScenarioDocument(file, copy);
    String above = place.head().toString();
    boolean empty = copy.at(place.head()).isEmpty() && !SECTIONS.contains(above);
    return empty && less.has(above) ? less.without(above) : less;
  }

  /** Where it says something else than another document, by pointer, in the order of the file. */
  public List<String> differences(ScenarioDocument other) {
    List<String> found = new ArrayList<>();
    addDifferences("", tree, other.tree, found);
    return found;
  }

  private static void addDifferences(
      String pointer, JsonNode left, JsonNode right, List<String> found) {
    if (left.isObject() && right.isObject()) {
      Set<String> keys = new LinkedHashSet<>();
      left.fieldNames().forEachRemaining(keys::add);
      right.fieldNames().forEachRemaining(keys::add);
      keys.forEach(
          key -> addDifferences(pointer + "/" + key, left.path(key), right.path(key), found));
    } else if (!left.equals(right)) {
      found.add(pointer);
    }
  }

  /**
   * What it says as a scenario, with all that is checked when a file is read.
   *
   * @throws dev.lockstep.scenarios.scenario.source.ScenarioException in one line and with the place
   */
  public Scenario scenario() {
    return ScenarioReader.read(tree.deepCopy(), file.toString(), file);
  }

  /** The same in another file; files that it names are named from there. */
  public ScenarioDocument movedTo(Path other) {
    return new Relocation(file, other).of(new ScenarioDocument(other, tree));
  }

  /** Its text as JSON. */
  public String json() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(lines);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the scenario cannot be printed", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScenarioDocument document
        && file.equals(document.file)
        && tree.equals(document.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  @Override
  public String toString() {
    return file + ": " + tree;
  }
}
