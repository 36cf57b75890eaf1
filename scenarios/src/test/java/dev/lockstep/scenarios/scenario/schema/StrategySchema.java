package dev.lockstep.scenarios.scenario.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;

/** The part of the schema that the catalogue says: names, and the options each name admits. */
final class StrategySchema {
  private StrategySchema() {}

  static ObjectNode of(StrategyCatalog catalog) {
    ObjectNode schema = SchemaText.type("object");
    ObjectNode name = SchemaText.type("string");
    name.put("description", "name or alias");
    ArrayNode names = name.putArray("enum");
    catalog.names().forEach(names::add);
    schema.putObject("properties").set("name", name);
    schema.putArray("required").add("name");
    ArrayNode cases = schema.putArray("allOf");
    catalog.entries().forEach(entry -> addCase(cases.addObject(), entry));
    return schema;
  }

  private static void addCase(ObjectNode node, StrategyEntry entry) {
    ObjectNode condition = node.putObject("if");
    ArrayNode names = condition.putObject("properties").putObject("name").putArray("enum");
    entry.names().forEach(names::add);
    condition.putArray("required").add("name");
    ObjectNode options = node.putObject("then");
    options.put("description", entry.summary());
    ObjectNode properties = options.putObject("properties");
    properties.putObject("name");
    entry.options().forEach(option -> properties.set(option.name(), option(option)));
    options.put("additionalProperties", false);
  }

  private static ObjectNode option(StrategyOption option) {
    ObjectNode node =
        option.values().isEmpty() || option.type() != StrategyOption.Type.LIST
            ? SchemaText.type(option.type().word())
            : SchemaText.type(option.type().word(), "string");
    node.put("description", option.description());
    if (option.type() == StrategyOption.Type.ENUMERATION) {
      ArrayNode values = node.putArray("enum");
      option.values().forEach(values::add);
    } else if (option.type() == StrategyOption.Type.INTEGER
        || option.type() == StrategyOption.Type.NUMBER) {
      node.put("minimum", SchemaText.number(option.minimum()));
      node.put("maximum", SchemaText.number(option.maximum()));
    } else if (option.type() == StrategyOption.Type.LIST) {
      ObjectNode number = SchemaText.type("integer");
      number.put("minimum", SchemaText.number(option.minimum()));
      number.put("maximum", SchemaText.number(option.maximum()));
      node.put("minItems", 1);
      node.set("items", number);
    }
    option
        .defaultText()
        .map(text -> SchemaText.value(text).orElse(text))
        .ifPresent(value -> node.putPOJO("default", value));
    return node;
  }
}
