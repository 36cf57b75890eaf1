package dev.lockstep.scenarios.format;

import dev.lockstep.scenarios.run.RunResult;
import dev.lockstep.scenarios.run.RunResult.LinkResult;
import java.util.List;
import java.util.OptionalDouble;

/** The shared links of a result: the busiest ones a row each, the others counted. */
final class LinkTable {

  private static final int MOST_LINKS = 8;

  private LinkTable() {}

  /** The rows, after an empty line; nothing if links are private. */
  static String of(RunResult result) {
    List<LinkResult> links = result.links().orElse(List.of());
    if (links.isEmpty()) {
      return "";
    }
    TextGrid grid = new TextGrid().row(List.of("  link", "an iteration", "used"));
    links.stream().limit(MOST_LINKS).map(LinkTable::row).forEach(grid::row);
    int hidden = links.size() - MOST_LINKS;
    return "\n"
        + grid
        + (hidden > 0
            ? "  and %s less busy; --format json has all\n".formatted(Numbers.count(hidden, "link"))
            : "");
  }

  private static List<String> row(LinkResult link) {
    OptionalDouble carried = link.bytesPerIteration();
    return List.of(
        "  " + link.name(),
        carried.isPresent() ? Numbers.bytes(Math.round(carried.getAsDouble())) : "unknown",
        link.utilisation().isPresent()
            ? Numbers.percent(link.utilisation().getAsDouble())
            : "unknown");
  }
}
