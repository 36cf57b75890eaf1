package dev.lockstep.scenarios.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.catalog.entry.StrategyOption;
import dev.lockstep.scenarios.formula.ClosedForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages in {@code docs/strategies} are those that the program writes. After a change of the
 * catalogue, run this test with {@code -Dlockstep.pages.write=true} to renew them, and look at what
 * differs.
 */
class T01_StrategyPagesTest {

  private static final Path FOLDER = Path.of("../docs/strategies");
  private static final Map<String, String> PAGES = StrategyPages.of(StrategyCatalog.standard());

  @Test
  void thePagesAreWhatTheProgramWrites() throws IOException {
    if (Boolean.getBoolean("lockstep.pages.write")) {
      renew(PAGES);
      return;
    }
    Map<String, String> committed = new TreeMap<>();
    for (Path file : files()) {
      committed.put(file.getFileName().toString(), Files.readString(file));
    }
    assertThat(committed.keySet()).isEqualTo(PAGES.keySet());
    PAGES.forEach((name, text) -> assertThat(committed.get(name)).as(name).isEqualTo(text));
  }

  @Test
  void aPageHoldsPromisesAgainstWhatWasMeasured() {
    assertThat(PAGES.get("1f1b.md"))
        .startsWith("# 1f1b\n\nAlso called dapple, pipedream-flush.\n")
        .contains("- `time = (m + p - 1)(F + B)`\n")
        .contains("\n![timeline of 1f1b](1f1b.svg)\n")
        .contains("| mini-batch alone | 33.000 ms | 33.000 ms |\n")
        .contains("| its bubble | 27.27 % | 27.27 % |\n")
        .contains("| staleness in updates, by stage | 0 0 0 0 | 0 0 0 0 |\n")
        .contains("| activation stashes held at most, by device | 4 3 2 1 | 4 3 2 1 |\n");
  }

  @Test
  void aCopyOfTheWeightsIsCountedWhetherForAnOlderVersionOrForASecondModel() {
    String copies = "| copies of its weights held, by device | %s | %s |\n";
    assertThat(PAGES.get("1f1b.md")).contains(copies.formatted("", "1 1 1 1"));
    assertThat(PAGES.get("pipedream.md")).contains(copies.formatted("", "4 3 2 1"));
    assertThat(PAGES.get("chimera.md")).contains(copies.formatted("2", "2 2 2 2"));
  }

  static Stream<StrategyEntry> strategies() {
    return StrategyCatalog.standard().entries().stream();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void everyStrategySaysItsIdeaItsUseAndItsFormula(StrategyEntry entry) {
    PageWords words = new PageWords();
    assertThat(words.of(entry).idea()).endsWith(".");
    assertThat(words.of(entry).whenToUse()).contains(".");
    assertThat(words.inShort(entry)).isNotEqualTo(entry.summary()).hasSizeLessThan(60);
    if (entry.name().equals("custom")) {
      return; // its order is the user's, and so is the time
    }
    assertThat(words.of(entry).formula().split(";"))
        .as("equations, each of them understood")
        .hasSameSizeAs(ClosedForm.in(words.of(entry).formula()));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void everyOptionIsDescribed(StrategyEntry entry) {
    for (StrategyOption option : entry.options()) {
      assertThat(option.description()).isNotBlank();
      assertThat(PAGES.get(entry.name() + ".md"))
          .contains("| `%s` | %s | ".formatted(option.name(), option.admits()))
          .contains(" | %s |\n".formatted(option.description()));
    }
  }

  @Test
  void theOverviewLeadsToEveryPageUnderTheHeadingOfItsFamily() {
    String overview = PAGES.get("README.md");
    strategies()
        .forEach(
            entry ->
                assertThat(overview.substring(overview.indexOf("## " + entry.family().title())))
                    .contains("\n| [%1$s](%1$s.md) | ".formatted(entry.name())));
    assertThat(overview)
        .contains("| [1f1b](1f1b.md) | the default, with more micro-batches than devices ")
        .contains(" | 1.38 | 27 % | 0 | 1 | 4 | Fan et al.");
  }

  @Test
  void whatIsLinkedIsThere() {
    Pattern link = Pattern.compile("\\]\\(([^)#]+)\\)");
    PAGES.forEach(
        (name, text) ->
            link.matcher(name.endsWith(".md") ? text : "")
                .results()
                .map(found -> found.group(1))
                .filter(target -> !PAGES.containsKey(target))
                .forEach(target -> assertThat(FOLDER.resolve(target)).as(name).exists()));
  }

  @Test
  void picturesAreSmallEnoughForARepository() {
    List<String> pictures = PAGES.keySet().stream().filter(name -> name.endsWith(".svg")).toList();
    assertThat(pictures).hasSize(StrategyCatalog.standard().entries().size() - 1);
    assertThat(pictures.stream().mapToInt(name -> PAGES.get(name).length()).sum())
        .isLessThan(3_000_000);
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
