package dev.lockstep.scenarios.report.page;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import java.util.Map;
import java.util.TreeMap;

/** The pages of a catalogue and their index, as Markdown. */
public final class StrategyPages {

  private StrategyPages() {}

  /** All of them, by the name of the file: {@code 1f1b.md}, and {@code README.md}, the index. */
  public static Map<String, String> of(StrategyCatalog catalog) {
    Map<String, String> pages = new TreeMap<>();
    PageWords words = new PageWords();
    StringBuilder index =
        new StringBuilder("# Strategies\n\n")
            .append("One page each: idea, picture, promises against what was measured, and when")
            .append(" to use it. `./lockstep list strategies --pages docs/strategies` writes")
            .append(" these pages.\n\n")
            .append("| strategy | idea | paper |\n|---|---|---|\n");
    for (StrategyEntry entry : catalog.entries()) {
      pages.put(entry.name() + ".md", StrategyPage.of(entry, words.of(entry)));
      index.append(
          "| [%s](%s.md) | %s | %s |\n"
              .formatted(entry.name(), entry.name(), entry.summary(), entry.paper()));
    }
    pages.put("README.md", index.toString());
    return pages;
  }
}
