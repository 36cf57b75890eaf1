package dev.lockstep.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A page of the documentation with tables of predictions, each between {@code <!-- name -->} and
 * {@code <!-- /name -->}. With {@code -Dlockstep.page.write=true} its tests renew it.
 */
final class DocumentedPage {

  private DocumentedPage() {}

  /** Holds the page to its tables, or renews it. */
  static void requireTables(Path page, Map<String, String> tables) {
    try {
      String text = Files.readString(page);
      String renewed = text;
      for (Map.Entry<String, String> table : tables.entrySet()) {
        renewed = with(renewed, table.getKey(), table.getValue());
      }
      if (Boolean.getBoolean("lockstep.page.write")) {
        Files.writeString(page, renewed);
        return;
      }
      assertThat(text).isEqualTo(renewed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String with(String page, String name, String table) {
    String begin = "<!-- %s -->\n".formatted(name);
    String end = "<!-- /%s -->\n".formatted(name);
    assertThat(page).contains(begin, end);
    int from = page.indexOf(begin) + begin.length();
    return page.substring(0, from) + table + page.substring(page.indexOf(end));
  }

  /** A line of a table. */
  static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }

  /** A scenario, read and run as users' files are. */
  static RunResult run(Path folder, String text) {
    try {
      Path file = Files.writeString(folder.resolve("scenario.yaml"), text);
      return Run.of(ScenarioReader.read(file)).result();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
