package dev.lockstep.scenarios.scenario.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigPart;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.ExactlyOne;
import dev.lockstep.scenarios.scenario.key.Key;
import dev.lockstep.scenarios.scenario.section.StrategySection;
import dev.lockstep.scenarios.scenario.section.model.Layer;
import dev.lockstep.scenarios.scenario.section.model.Layers;
import dev.lockstep.scenarios.scenario.section.model.PerStage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Makes the JSON Schema from the records of a scenario and the catalogue of strategies. */
public final class SchemaGeneration {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> REMARKS = List.of("$schema", "comment", "description");
  private static final Map<Class<?>, Class<?>> PLAIN =
      Map.of(
          OptionalInt.class, Integer.class,
          OptionalLong.class, Long.class,
          OptionalDouble.class, Double.class);

  private SchemaGeneration() {}

  /**
   * The schema of a file, as indented text that is the same on every machine.
   *
   * @param root the record that the whole file is read into
   */
  public static String of(Class<? extends Record> root) {
    return SchemaText.pretty(generate(root));
  }

  private static ObjectNode generate(Class<? extends Record> root) {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(
            JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
    builder.without(Option.FLATTENED_OPTIONALS);
    builder.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
    builder.forTypesInGeneral().withPropertySorter((unusedLeft, unusedRight) -> 0);
    builder.forTypesInGeneral().withCustomDefinitionProvider(SchemaGeneration::ofType);
    builder
        .forTypesInGeneral()
        .withTypeAttributeOverride(
            (node, scope, context) -> {
              if (scope.getType().getErasedType().isAnnotationPresent(ExactlyOne.class)) {
                node.put("minProperties", 1).put("maxProperties", 1);
              }
            });
    describeKeys(builder.forFields());
    ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(root);
    REMARKS.forEach(word -> ((ObjectNode) schema.get("properties")).set(word, type("string")));
    return schema;
  }

  private static void describeKeys(SchemaGeneratorConfigPart<FieldScope> keys) {
    keys.withTargetTypeOverridesResolver(SchemaGeneration::withoutOptional);
    keys.withDescriptionResolver(key -> key(key).map(Key::value).orElse(null));
    keys.withDefaultResolver(key -> key(key).map(Key::or).flatMap(SchemaText::value).orElse(null));
    keys.withRequiredCheck(SchemaGeneration::isRequired);
    keys.withNumberInclusiveMinimumResolver(
        key -> bounds(key).map(Bounds::min).map(SchemaText::number).orElse(null));
    keys.withNumberInclusiveMaximumResolver(
        key -> bounds(key).map(Bounds::max).map(SchemaText::number).orElse(null));
    keys.withCustomDefinitionProvider(SchemaGeneration::ofKey);
  }

  private static List<ResolvedType> withoutOptional(FieldScope key) {
    Class<?> erased = key.getType().getErasedType();
    if (erased == Optional.class) {
      return key.getType().getTypeParameters();
    }
    Class<?> plain = PLAIN.get(erased);
    return plain == null ? null : List.of(key.getContext().resolve(plain));
  }

  private static boolean isRequired(FieldScope key) {
    Class<?> declared = key.getDeclaredType().getErasedType();
    return declared != Optional.class
        && !PLAIN.containsKey(declared)
        && !key.getDeclaringType().getErasedType().isAnnotationPresent(ExactlyOne.class)
        && key(key).filter(words -> words.or().isEmpty() && !words.derived()).isPresent();
  }

  private static Optional<Key> key(FieldScope key) {
    return Optional.ofNullable(key.getAnnotation(Key.class));
  }

  private static Optional<Bounds> bounds(FieldScope key) {
    return Optional.ofNullable(key.getAnnotation(Bounds.class));
  }

  /** Lists, whose bounds are those of each number. */
  private static CustomPropertyDefinition ofKey(FieldScope key, SchemaGenerationContext context) {
    if (key.isFakeContainerItemScope()) {
      return null;
    }
    if (key.getType().getErasedType() == PerStage.class) {
      ObjectNode number = bounded(key, type("number"));
      ObjectNode either = bounded(key, type("number", "array"));
      either.put("minItems", 1).set("items", number);
      return new CustomPropertyDefinition(either);
    }
    if (key.getType().getErasedType() == List.class && holdsPlainValues(key)) {
      boolean names = key.getType().getTypeParameters().get(0).getErasedType() == String.class;
      ObjectNode item = names ? type("integer", "string") : bounded(key, type("integer"));
      ObjectNode list = type("array");
      list.put("minItems", 1).set("items", item);
      return new CustomPropertyDefinition(list);
    }
    return null;
  }

  private static boolean holdsPlainValues(FieldScope key) {
    return !key.getType().getTypeParameters().get(0).getErasedType().isRecord();
  }

  private static ObjectNode bounded(FieldScope key, ObjectNode node) {
    bounds(key)
        .ifPresent(
            bounds ->
                node.put("minimum", SchemaText.number(bounds.min()))
                    .put("maximum", SchemaText.number(bounds.max())));
    return node;
  }

  private static CustomDefinition ofType(ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    if (erased == StrategySection.class) {
      return inline(StrategySchema.of(StrategyCatalog.standard()));
    }
    if (erased == Layers.class) {
      ObjectNode rowsOrFile = type("array", "object");
      rowsOrFile.put("minItems", 1);
      ResolvedType layer = context.getTypeContext().resolve(Layer.class);
      rowsOrFile.set("items", context.createDefinition(layer));
      rowsOrFile.putObject("properties").set("csv", type("string"));
      rowsOrFile.putArray("required").add("csv");
      rowsOrFile.put("additionalProperties", false);
      return inline(rowsOrFile);
    }
    if (erased.isEnum()) {
      ObjectNode words = type("string");
      ArrayNode values = words.putArray("enum");
      Stream.of(erased.getEnumConstants()).map(SchemaText::word).forEach(values::add);
      return inline(words);
    }
    return null;
  }

  private static CustomDefinition inline(ObjectNode node) {
    return new CustomDefinition(
        node, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.NO);
  }

  private static ObjectNode type(String... names) {
    return SchemaText.type(names);
  }
}
