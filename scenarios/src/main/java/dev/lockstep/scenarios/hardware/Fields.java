package dev.lockstep.scenarios.hardware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lockstep.scenarios.catalog.entry.NearestWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** The keys of one JSON object of a hardware file, taken strictly: nothing unknown, no zeros. */
final class Fields {
  private final String file;
  private final String pointer;
  private final JsonNode object;

  /**
   * The object at {@code pointer}.
   *
   * @throws HardwareException if it is no object or has keys that are not known
   */
  Fields(String file, String pointer, JsonNode object, List<String> known) {
    this.file = file;
    this.pointer = pointer;
    this.object = object;
    if (!object.isObject()) {
      throw new HardwareException(file, pointer, "is no JSON object", "It must be one.");
    }
    object.fieldNames().forEachRemaining(key -> checkKnown(key, known));
  }

  private void checkKnown(String key, Collection<String> known) {
    if (!known.contains(key)) {
      String question =
          NearestWord.of(key, known).map("; did you mean \"%s\"?"::formatted).orElse("");
      throw refusal(
          key,
          "unknown key \"%s\"%s".formatted(NearestWord.quoted(key), question),
          "Known keys: %s.".formatted(String.join(", ", known)));
    }
  }

  String text(String key) {
    return optionalText(key)
        .orElseThrow(() -> refusal(key, "is missing", "It must be a text that is not empty."));
  }

  Optional<String> optionalText(String key) {
    JsonNode node = object.get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isTextual() || node.asText().isBlank()) {
      throw refusal(key, "is %s".formatted(shown(node)), "It must be a text that is not empty.");
    }
    return Optional.of(node.asText());
  }

  double number(String key) {
    OptionalDouble number = optionalNumber(key);
    return number.orElseThrow(() -> refusal(key, "is missing", "It must be a number above 0."));
  }

  double numberFromZero(String key) {
    JsonNode node = object.path(key);
    double number = node.isNumber() ? node.doubleValue() : -1;
    if (!(number >= 0) || Double.isInfinite(number)) {
      throw refusal(
          key,
          node.isMissingNode() ? "is missing" : "is %s".formatted(shown(node)),
          "It must be a number from 0 on.");
    }
    return number;
  }

  OptionalDouble optionalNumber(String key) {
    JsonNode node = object.get(key);
    if (node == null) {
      return OptionalDouble.empty();
    }
    double number = node.isNumber() ? node.doubleValue() : 0;
    if (!(number > 0) || Double.isInfinite(number)) {
      throw refusal(key, "is %s".formatted(shown(node)), "It must be a number above 0.");
    }
    return OptionalDouble.of(number);
  }

  /** False where the key is missing. */
  boolean optionalFlag(String key) {
    JsonNode node = object.get(key);
    if (node != null && !node.isBoolean()) {
      throw refusal(key, "is %s".formatted(shown(node)), "It must be true or false.");
    }
    return node != null && node.booleanValue();
  }

  OptionalLong optionalCount(String key) {
    JsonNode node = object.get(key);
    if (node == null) {
      return OptionalLong.empty();
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 1) {
      throw refusal(key, "is %s".formatted(shown(node)), "It must be a whole number above 0.");
    }
    return OptionalLong.of(node.longValue());
  }

  OptionalInt optionalSmallCount(String key) {
    OptionalLong count = optionalCount(key);
    if (count.isEmpty()) {
      return OptionalInt.empty();
    }
    if (count.getAsLong() > Integer.MAX_VALUE) {
      throw refusal(key, "is %d".formatted(count.getAsLong()), "It must be below 2^31.");
    }
    return OptionalInt.of((int) count.getAsLong());
  }

  List<String> texts(String key) {
    JsonNode node = object.path(key);
    List<String> texts = new ArrayList<>();
    if (node.isMissingNode()) {
      return texts;
    }
    if (!node.isArray()) {
      throw refusal(key, "is %s".formatted(shown(node)), "It must be a list of texts.");
    }
    for (JsonNode text : node) {
      if (!text.isTextual() || text.asText().isBlank()) {
        throw refusal(key, "holds %s".formatted(shown(text)), "It must be a list of texts.");
      }
      texts.add(text.asText());
    }
    return texts;
  }

  /** The object under {@code key}; empty where the key is missing. */
  Fields object(String key, List<String> known) {
    JsonNode node = object.get(key);
    return new Fields(
        file,
        pointer + "/" + key,
        node == null ? JsonNodeFactory.instance.objectNode() : node,
        known);
  }

  /** The object under {@code key}, if there is one. */
  Optional<Fields> optionalObject(String key, List<String> known) {
    return object.has(key) ? Optional.of(object(key, known)) : Optional.empty();
  }

  /** The objects of the list under {@code key}. */
  List<Fields> objects(String key, List<String> known) {
    JsonNode node = object.path(key);
    if (!node.isArray()) {
      throw refusal(key, "is %s".formatted(shown(node)), "It must be a list of objects.");
    }
    List<Fields> objects = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      objects.add(new Fields(file, "%s/%s/%d".formatted(pointer, key, i), node.get(i), known));
    }
    return objects;
  }

  /** The numbers of the list under {@code key}, all above 0. */
  List<Double> numbers(String key) {
    JsonNode node = object.path(key);
    List<Double> numbers = new ArrayList<>();
    node.forEach(number -> numbers.add(number.doubleValue()));
    if (!node.isArray() || !numbers.stream().allMatch(Fields::isUsable)) {
      throw refusal(key, "is %s".formatted(shown(node)), "It must be a list of numbers above 0.");
    }
    return numbers;
  }

  /** The numbers of the object under {@code key}, all above 0, by their names; may be missing. */
  Map<String, Double> numbersByName(String key) {
    JsonNode node = object.path(key);
    Map<String, Double> numbers = new LinkedHashMap<>();
    if (node.isMissingNode()) {
      return numbers;
    }
    node.fields()
        .forEachRemaining(field -> numbers.put(field.getKey(), field.getValue().doubleValue()));
    if (!node.isObject() || !numbers.values().stream().allMatch(Fields::isUsable)) {
      throw refusal(key, "is %s".formatted(shown(node)), "It must hold numbers above 0.");
    }
    return numbers;
  }

  private static boolean isUsable(double number) {
    return number > 0 && number < Double.POSITIVE_INFINITY;
  }

  /** The constant whose label stands under {@code key}. */
  <E> E oneOf(String key, E[] constants, Function<E, String> label) {
    String word = text(key);
    List<String> labels = Arrays.stream(constants).map(label).toList();
    int index = labels.indexOf(word);
    if (index < 0) {
      throw refusal(
          key,
          "is \"%s\"".formatted(NearestWord.quoted(word)),
          "It must be one of %s.".formatted(String.join(", ", labels)));
    }
    return constants[index];
  }

  /**
   * The sources of figures, by figure.
   *
   * @param figures names of all figures of the object; a source may also name the part before a dot
   * @throws HardwareException if a figure has no source, or a source no figure
   */
  Map<String, String> sources(Set<String> figures) {
    List<String> known = new ArrayList<>();
    for (String figure : figures) {
      known.add(figure);
      if (figure.contains(".") && !known.contains(group(figure))) {
        known.add(group(figure));
      }
    }
    Fields texts = object("sources", known);
    Map<String, String> sources = new LinkedHashMap<>();
    known.forEach(name -> texts.optionalText(name).ifPresent(text -> sources.put(name, text)));
    for (String figure : figures) {
      if (!sources.containsKey(figure) && !sources.containsKey(group(figure))) {
        throw refusal(
            "sources",
            "%s has no source".formatted(figure),
            "Add \"%s\": a data sheet, a page, or your own measurement.".formatted(group(figure)));
      }
    }
    return sources;
  }

  private static String group(String figure) {
    return figure.contains(".") ? figure.substring(0, figure.indexOf('.')) : figure;
  }

  private static String shown(JsonNode node) {
    return NearestWord.quoted(node.toString());
  }

  /** What is wrong with a key. */
  HardwareException refusal(String key, String what, String whatWouldBeRight) {
    return new HardwareException(
        file, pointer + "/" + NearestWord.quoted(key), what, whatWouldBeRight);
  }
}
