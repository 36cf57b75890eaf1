package dev.lockstep.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that docs/oracles.md names is there. */
class DocumentedOraclesTest {

  private static final Path PAGE = Path.of("..", "docs", "oracles.md");
  private static final Pattern NAMED = Pattern.compile("(\\w+Test)\\.(\\w+)");
  private static final int FEWEST = 60;

  @Test
  void everyTestThatThePageNamesIsThere() throws IOException {
    Set<String> named =
        NAMED
            .matcher(Files.readString(PAGE))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).hasSizeGreaterThan(FEWEST);
    assertThat(tests()).containsAll(named);
  }

  /** Class and method of every test of all modules. */
  private static Set<String> tests() {
    Pattern method = Pattern.compile("(?m)^  void (\\w+)\\(");
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(DocumentedOraclesTest::files)
          .filter(file -> file.getFileName().toString().endsWith("Test.java"))
          .flatMap(
              file ->
                  method
                      .matcher(text(file))
                      .results()
                      .map(found -> className(file) + "." + found.group(1)))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String className(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
