package dev.lockstep.scenarios.scenario.edit;

import dev.lockstep.devices.hardware.ClusterModel;
import dev.lockstep.devices.hardware.DeviceModel;
import dev.lockstep.devices.hardware.LinkModel;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.scenarios.hardware.HardwareCatalog;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that a scenario has: those that its kind of model and of cluster admits. A key that
 * the file gives is always among them.
 */
public final class ScenarioForm {

  private static final List<String> NETWORK_DEGREES =
      List.of("pipeline", "tensor", "data", "context", "expert", "sequenceParallel", "zeroStage");
  private static final List<String> USUAL_OF_NETWORKS =
      List.of("pipeline", "tensor", "data", "zeroStage", "precision", "recompute", "nodes");

  private final ScenarioDocument document;

  private ScenarioForm(ScenarioDocument document) {
    this.document = document;
  }

  /** The fields of a scenario, from the strategy down. */
  public static List<FieldGroup> of(ScenarioDocument document) {
    ScenarioForm form = new ScenarioForm(document);
    return List.of(
            new FieldGroup("Strategy", "/strategy", form.strategy()),
            new FieldGroup("Parallelism", "/parallelism", form.parallelism()),
            new FieldGroup("Mini-batch", "/training", form.training()),
            new FieldGroup("Cluster", "/cluster", form.cluster()),
            new FieldGroup("Model", "/model", form.model()),
            new FieldGroup("Simulation", "/simulation", form.simulation()))
        .stream()
        .filter(group -> !group.fields().isEmpty())
        .toList();
  }

  private boolean isNetwork() {
    return !document.has("/model/profile") && !document.has("/model/layers");
  }

  private List<Field> strategy() {
    List<Field> fields = new ArrayList<>();
    fields.add(KeyRules.field("/strategy/name"));
    StrategyCatalog.standard().find(document.text("/strategy/name")).stream()
        .flatMap(entry -> entry.options().stream())
        .forEach(option -> fields.add(option(option)));
    return fields;
  }

  private static Field option(StrategyOption option) {
    Field.Kind kind =
        switch (option.type()) {
          case INTEGER -> Field.Kind.INTEGER;
          case NUMBER -> Field.Kind.NUMBER;
          case BOOLEAN -> Field.Kind.FLAG;
          case ENUMERATION -> Field.Kind.CHOICE;
          case LIST -> Field.Kind.NUMBERS;
          case FILE -> Field.Kind.TEXT;
        };
    return new Field(
        "/strategy/" + option.name(),
        KeyLabel.of(option.name()),
        kind,
        option.values(),
        "%s: %s".formatted(option.description(), option.admits()),
        option.defaultText(),
        true);
  }

  private List<Field> parallelism() {
    List<Field> fields = new ArrayList<>();
    if (document.has("/model/profile")) {
      fields.add(KeyRules.field("/model/profile/stages"));
    }
    Set<String> keys = new LinkedHashSet<>();
    if (isNetwork()) {
      keys.addAll(NETWORK_DEGREES);
    } else if (document.has("/model/layers")) {
      keys.add("pipeline");
    }
    keys.addAll(document.keys("/parallelism"));
    keys.forEach(key -> fields.add(field("/parallelism/" + key)));
    document.keys("/partition").forEach(key -> fields.add(field("/partition/" + key)));
    return fields;
  }

  private List<Field> training() {
    Set<String> keys = new LinkedHashSet<>();
    keys.add(document.has("/training/globalBatch") ? "globalBatch" : "microBatches");
    keys.add("microBatch");
    keys.addAll(document.keys("/training"));
    if (isNetwork()) {
      keys.addAll(KeyRules.keys("/training"));
      keys.remove(document.has("/training/globalBatch") ? "microBatches" : "globalBatch");
    }
    return keys.stream().map(key -> field("/training/" + key)).toList();
  }

  private List<Field> cluster() {
    List<Field> fields = new ArrayList<>();
    if (document.has("/cluster/ideal")) {
      KeyRules.keys("/cluster/ideal").forEach(key -> fields.add(usual("/cluster/ideal/" + key)));
      return fields;
    }
    if (document.has("/cluster/preset")) {
      fields.add(usual("/cluster/preset").choosing(clusters()));
      fields.add(field("/cluster/device").choosing(devices()));
      fields.add(field("/cluster/nodes"));
      return fields;
    }
    if (document.has("/cluster/devices")) {
      for (String index : document.keys("/cluster/devices")) {
        fields.add(usual("/cluster/devices/" + index + "/preset").choosing(devices()));
        fields.add(usual("/cluster/devices/" + index + "/count"));
      }
    } else {
      fields.add(usual("/cluster/device").choosing(devices()));
    }
    fields.add(field("/cluster/nodes"));
    fields.add(field("/cluster/devicesPerNode"));
    fields.addAll(links("/cluster/links/node"));
    fields.addAll(links("/cluster/links/network"));
    return fields;
  }

  private List<Field> links(String pointer) {
    String level = pointer.endsWith("node") ? "in a node: " : "between nodes: ";
    boolean measured = document.has(pointer + "/measured");
    return KeyRules.keys(pointer).stream()
        .filter(key -> measured == key.equals("measured") || document.has(pointer + "/" + key))
        .map(key -> field(pointer + "/" + key))
        .map(field -> field.pointer().endsWith("/link") ? field.choosing(links()) : field)
        .map(field -> field.called(level + field.label()))
        .toList();
  }

  private List<Field> model() {
    if (document.has("/model/preset")) {
      return List.of(usual("/model/preset"));
    }
    String kind = document.keys("/model").stream().findFirst().orElse("layers");
    if (kind.equals("layers")) {
      return document.has("/model/layers/csv") ? List.of(csv()) : List.of();
    }
    return KeyRules.keys("/model/" + kind).stream()
        .map(key -> field("/model/" + kind + "/" + key))
        .filter(field -> !field.pointer().equals("/model/profile/stages"))
        .toList();
  }

  private static Field csv() {
    return new Field(
        "/model/layers/csv",
        "layers",
        Field.Kind.TEXT,
        List.of(),
        "a table of measured layers, beside the scenario",
        Optional.empty(),
        true);
  }

  private List<Field> simulation() {
    return KeyRules.plainKeys("/simulation").stream()
        .map(key -> field("/simulation/" + key))
        .toList();
  }

  private static Field usual(String pointer) {
    return KeyRules.field(pointer);
  }

  private Field field(String pointer) {
    Field field = KeyRules.field(pointer);
    String key = pointer.substring(pointer.lastIndexOf('/') + 1);
    boolean usual =
        document.has(pointer)
            || USUAL_OF_NETWORKS.contains(key)
            || key.equals("microBatches")
            || key.equals("microBatch");
    return usual ? field : field.unusual();
  }

  private static List<String> clusters() {
    return HardwareCatalog.standard().clusters().stream().map(ClusterModel::name).toList();
  }

  private static List<String> devices() {
    return HardwareCatalog.standard().devices().stream().map(DeviceModel::name).toList();
  }

  private static List<String> links() {
    return HardwareCatalog.standard().links().stream().map(LinkModel::name).toList();
  }
}
