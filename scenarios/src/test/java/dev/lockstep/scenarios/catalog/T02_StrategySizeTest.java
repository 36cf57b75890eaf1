package dev.lockstep.scenarios.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A strategy is one small file and one entry of the catalogue. */
class T02_StrategySizeTest {

  private static final Path SOURCES = Path.of("../strategies/src/main/java");
  private static final int MEDIAN_LINES = 100;

  @Test
  void theMedianStrategyHasFewerThanAHundredLines() {
    List<Long> lines =
        StrategyCatalog.standard().entries().stream()
            .map(entry -> entry.create(entry.options(Map.of())))
            .map(T02_StrategySizeTest::source)
            .filter(Files::exists) // an order from a file has no class of its own there
            .distinct()
            .map(T02_StrategySizeTest::lines)
            .sorted()
            .toList();

    assertThat(lines).hasSizeGreaterThanOrEqualTo(StrategyCatalog.standard().entries().size() / 2);
    assertThat(lines.get(lines.size() / 2)).isLessThan(MEDIAN_LINES);
  }

  private static Path source(Strategy strategy) {
    return SOURCES.resolve(strategy.getClass().getName().replace('.', '/') + ".java");
  }

  private static long lines(Path source) {
    try (var all = Files.lines(source)) {
      return all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
