package dev.lockstep.scenarios.scenario.edit;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names of files in a scenario, when the scenario goes to another folder. */
final class Relocation {

  private final Path before;
  private final Path after;

  Relocation(Path before, Path after) {
    this.before = before.toAbsolutePath().normalize();
    this.after = after.toAbsolutePath().normalize();
  }

  ScenarioDocument of(ScenarioDocument document) {
    ScenarioDocument moved = document;
    for (String pointer : places(document)) {
      if (document.has(pointer)) {
        moved = moved.withText(pointer, renamed(document.text(pointer)));
      }
    }
    return moved;
  }

  private static List<String> places(ScenarioDocument document) {
    List<String> places = new ArrayList<>();
    places.add("/model/layers/csv");
    places.add("/cluster/links/node/measured");
    places.add("/job/price/list");
    places.add("/job/target/results");
    KeyRules.keys("/simulation/jitter")
        .forEach(kind -> places.add("/simulation/jitter/" + kind + "/samples"));
    if (isPath(document.text("/cluster/device"))) {
      places.add("/cluster/device");
    }
    StrategyCatalog.standard().find(document.text("/strategy/name")).stream()
        .flatMap(entry -> entry.options().stream())
        .filter(option -> option.type() == StrategyOption.Type.FILE)
        .forEach(option -> places.add("/strategy/" + option.name()));
    return places;
  }

  private static boolean isPath(String nameOrPath) {
    return nameOrPath.contains("/") || nameOrPath.endsWith(".json");
  }

  private String renamed(String name) {
    Path file = Path.of(name);
    if (file.isAbsolute() || before.getParent().equals(after.getParent())) {
      return name;
    }
    return after.getParent().relativize(before.resolveSibling(file).normalize()).toString();
  }
}
