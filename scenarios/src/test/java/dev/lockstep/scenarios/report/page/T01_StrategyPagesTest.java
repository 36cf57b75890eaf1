package dev.lockstep.scenarios.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages in {@code docs/strategies} are those that the program writes. After a change of the
 * catalogue, run this test with {@code -Dlockstep.pages.write=true} to renew them, and look at what
 * differs.
 */
class T01_StrategyPagesTest {

  private static final Path FOLDER = Path.of("../docs/strategies");

  @Test
  void thePagesAreWhatTheProgramWrites() throws IOException {
    Map<String, String> pages = StrategyPages.of(StrategyCatalog.standard());
    if (Boolean.getBoolean("lockstep.pages.write")) {
      renew(pages);
      return;
    }
    Map<String, String> committed = new TreeMap<>();
    for (Path file : files()) {
      committed.put(file.getFileName().toString(), Files.readString(file));
    }
    assertThat(committed.keySet()).isEqualTo(pages.keySet());
    pages.forEach((name, text) -> assertThat(committed.get(name)).as(name).isEqualTo(text));
  }

  @Test
  void aPageHoldsPromisesAgainstWhatWasMeasured() {
    assertThat(StrategyPages.of(StrategyCatalog.standard()).get("1f1b.md"))
        .startsWith("# 1f1b\n\nAlso called dapple, pipedream-flush.\n")
        .contains("| staleness, by stage | 0 0 0 0 | 0 0 0 0 |\n")
        .contains("| activation stashes held, by device, at most | 4 3 2 1 | 4 3 2 1 |\n")
        .contains("| mini-batch alone |  | 33.000 ms |\n")
        .contains("| its bubble |  | 27.27 % |\n");
  }

  private static void renew(Map<String, String> pages) throws IOException {
    Files.createDirectories(FOLDER);
    for (Path old : files()) {
      Files.delete(old);
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
    }
  }

  private static Iterable<Path> files() throws IOException {
    if (!Files.exists(FOLDER)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.sorted().toList();
    }
  }
}
