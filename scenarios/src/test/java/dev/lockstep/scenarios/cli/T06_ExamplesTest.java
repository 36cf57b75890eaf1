package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every example gives the figures of its golden file, byte for byte; only the program's version and
 * the host are left out. After a change of figures that is wanted, run this test with {@code
 * -Dlockstep.golden.write=true} to renew the files, and look at what differs.
 */
class T06_ExamplesTest {

  private static final Path EXAMPLES = Path.of("");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @Test
  void every_example_gives_its_golden_figures() throws IOException {
    Map<String, String> figures = new TreeMap<>();
    for (Path example : files(EXAMPLES, ".json", ".yaml").values()) {
      Outcome outcome = lockstep("run", example, "--format", "json");
      assertThat(outcome.err()).as(example.toString()).isEmpty();
      figures.put(stem(example), withoutHost(outcome.out()));
    }
    assertThat(figures).hasSizeGreaterThanOrEqualTo(12);
    if (Boolean.getBoolean("lockstep.golden.write")) {
      write(figures);
      return;
    }
    Map<String, String> golden = new TreeMap<>();
    for (Map.Entry<String, Path> file : files(GOLDEN, ".json").entrySet()) {
      golden.put(file.getKey(), Files.readString(file.getValue()));
    }
    assertThat(figures.keySet()).as("examples and golden files").isEqualTo(golden.keySet());
    figures.forEach((name, text) -> assertThat(text).as(name).isEqualTo(golden.get(name)));
  }

  private static void write(Map<String, String> figures) throws IOException {
    Files.createDirectories(GOLDEN);
    for (Map.Entry<String, Path> old : files(GOLDEN, ".json").entrySet()) {
      if (!figures.containsKey(old.getKey())) {
        Files.delete(old.getValue());
      }
    }
    for (Map.Entry<String, String> each : figures.entrySet()) {
      Files.writeString(GOLDEN.resolve(each.getKey() + ".json"), each.getValue());
    }
  }

  private static String withoutHost(String json) {
    return json.replaceAll("\\s*\"version\": \"[^\"]*\",", "")
        .replaceAll(",\\s*\"host\": \"[^\"]*\"", "");
  }

  private static Map<String, Path> files(Path folder, String... endings) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .forEach(file -> files.put(stem(file), file));
    }
    return files;
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceAll("\\.(json|yaml)$", "");
  }
}
