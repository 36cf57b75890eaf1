package dev.lockstep.scenarios.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lockstep.scenarios.scenario.read.ScenarioReader;
import dev.lockstep.scenarios.scenario.source.ScenarioException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a file is damaged, it is refused with one line, soon, and never otherwise. */
class DamagedScenariosTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int LONGEST_LINE = 1_000;
  private static final String CSV = "name,forwardMs,backwardMs\na,1,2\nb,2,3\nc,3,4\n";
  private static final String WITH_TABLE =
      ScenarioFiles.LAYERS
          .replaceAll("(?s)\"layers\": \\[.*?\\]", "\"layers\": { \"csv\": \"t.csv\" }")
          .replace("[\"conv2\"]", "[1]");

  @TempDir Path folder;

  /** The line that refuses the file; empty if it is read. */
  private Optional<String> refusal(Path file) {
    return assertTimeoutPreemptively(
        SOON,
        () -> {
          try {
            ScenarioReader.read(file);
            return Optional.empty();
          } catch (ScenarioException e) {
            return Optional.of(e.getMessage());
          }
        },
        file::toString);
  }

  private void assertRefused(Path file) {
    assertOneLine(file.getFileName().toString(), refusal(file).orElse(""), file);
  }

  private void assertOneLine(String how, String line, Path blamed) {
    assertThat(line).as(how).startsWith(blamed + ": ").hasLineCount(1).containsPattern("[.?] ");
    assertThat(line.replace(blamed.toString(), "")).as(how).hasSizeBetween(10, LONGEST_LINE);
  }

  @Test
  void theUndamagedFilesAreRead() {
    assertThat(refusal(ScenarioFiles.write(folder, "a.json", ScenarioFiles.PROFILE))).isEmpty();
    assertThat(refusal(ScenarioFiles.write(folder, "b.json", ScenarioFiles.LAYERS))).isEmpty();
    assertThat(refusal(ScenarioFiles.write(folder, "c.yaml", ScenarioFiles.YAML))).isEmpty();
    ScenarioFiles.write(folder, "t.csv", CSV);
    assertThat(refusal(ScenarioFiles.write(folder, "d.json", WITH_TABLE))).isEmpty();
  }

  @Test
  void hundredsOfDamagedCopies() {
    Map<String, String> damaged = new LinkedHashMap<>();
    DamagedFiles.of(ScenarioFiles.PROFILE).forEach((how, text) -> damaged.put("P " + how, text));
    DamagedFiles.of(ScenarioFiles.LAYERS).forEach((how, text) -> damaged.put("L " + how, text));
    Set<String> refused = new HashSet<>();
    Path file = folder.resolve("damaged.json");
    damaged.forEach(
        (how, text) -> {
          refusal(ScenarioFiles.write(folder, "damaged.json", text))
              .ifPresent(
                  line -> {
                    assertOneLine(how, line, file);
                    refused.add(text);
                  });
        });
    // what is not refused is still a scenario: an optional key removed, say
    assertThat(refused).hasSizeGreaterThan(500);
    assertThat(damaged.size() - refused.size()).isLessThan(damaged.size() / 10);
  }

  @Test
  void yamlCutAnywhereIsReadOrRefused() {
    String text = ScenarioFiles.YAML;
    Path file = folder.resolve("cut.yaml");
    int refused = 0;
    for (int end = 1; end < text.length() - 20; end += 5) {
      Optional<String> line =
          refusal(ScenarioFiles.write(folder, "cut.yaml", text.substring(0, end)));
      line.ifPresent(refusal -> assertOneLine("cut", refusal, file));
      refused += line.isPresent() ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: [1, 2",
        "name: a\nname: b",
        "a: &x 1\nb: *x",
        "a: &x [1]",
        "<<: *x",
        "--- 1\n--- 2",
        "!!javax.script.ScriptEngineManager []",
        "name: \"open",
        "\tname: tab",
        "- a\n- b",
        "just text",
        "42",
        "~",
        "# only a comment",
        "? {a: b}\n: c",
        "name: .nan",
        "training: { microBatches: .inf }",
        "%YAML 9.9\n---\na: b",
        "name: @x",
        "a: b: c",
      })
  void brokenYaml(String text) {
    assertRefused(ScenarioFiles.write(folder, "broken.yaml", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "{",
        "}",
        "null",
        "[]",
        "{}",
        "\"text\"",
        "1",
        "{\"name\": NaN}",
        "{\"name\": Infinity}",
        "{\"name\": -Infinity}",
        "{\"name\": 1e999999999999}",
        "{\"name\": 0x10}",
        "{\"name\": 012}",
        "{'name': 1}",
        "{name: 1}",
        "{\"name\": 1,}",
        "{\"name\": 1} x",
        "{\"name\": 1}{\"name\": 1}",
        "{\"name\": \"a\", \"name\": \"b\"}",
        "{\"name\": \"a\nb\"}",
        "{\"na\\nme\": 1}",
        "{\"\": 1}",
        "{\"name\": \"\\ud800\"}",
        "// comment\n{}",
        "<xml/>",
        "name: yaml in a json file",
      })
  void brokenJson(String text) {
    assertRefused(ScenarioFiles.write(folder, "broken.json", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name",
        "name,forwardMs,backwardMs",
        "name,forwardMs,backwardMs\na,1",
        "name,forwardMs,backwardMs\na,1,2,3",
        "name,forwardMs,backwardMs\na,x,2",
        "name,forwardMs,backwardMs\na,-1,2",
        "name,forwardMs,backwardMs\na,NaN,2",
        "name,forwardMs,backwardMs\na,1e400,2",
        "name,forwardMs,backwardMs\na,1e99999999999,2",
        "name,forwardMs,backwardMs\n,1,2",
        "name,forwardMs,backwardMs\na,,2",
        "name,forwardMs,backwardMs\na,1,\nb,1,1",
        "name,forwardMs,backwardMs\na,0,0\nb,0,0",
        "name,forward,backwardMs\na,1,2",
        "name,name,backwardMs\na,1,2",
        "name,forwardMs,backwardMs\n\"a,1,2",
        "name;forwardMs;backwardMs\na;1;2",
        "name,forwardMs,backwardMs,backwardInputMs\na,1,2,3\nb,1,2,3",
        "name,forwardMs,backwardMs,outputBytes\na,1,2,3\nb,1,2,",
        "name,forwardMs,backwardMs,outputBytes\na,1,2,3.5",
        "name,forwardMs,backwardMs\na,1,2\u0000",
        "\u0000\u0001\u0002",
      })
  void brokenTables(String text) {
    Path table = ScenarioFiles.write(folder, "t.csv", text);
    String line = refusal(ScenarioFiles.write(folder, "table.json", WITH_TABLE)).orElse("");
    assertOneLine(text, line, table);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"csv\": \"\"}",
        "{\"csv\": 1}",
        "{\"csv\": \"a\\u0000b\"}",
        "{\"csvs\": \"t.csv\"}",
        "{\"csv\": \"t.csv\", \"x\": 1}"
      })
  void tablesThatCannotBeNamed(String layers) {
    String text = WITH_TABLE.replace("{ \"csv\": \"t.csv\" }", layers);
    assertRefused(ScenarioFiles.write(folder, "table.json", text));
  }

  @Test
  void missingTablesAndFiles() {
    String text = WITH_TABLE.replace("t.csv", "none.csv");
    String line = refusal(ScenarioFiles.write(folder, "table.json", text)).orElse("");
    assertOneLine("missing table", line, folder.resolve("none.csv"));
    assertRefused(folder.resolve("none.json"));
    assertRefused(folder);
    assertRefused(folder.resolve("none/none.yaml"));
    assertRefused(ScenarioFiles.write(folder, "scenario.txt", ScenarioFiles.PROFILE));
    assertRefused(ScenarioFiles.write(folder, "empty.json", ""));
    assertRefused(ScenarioFiles.write(folder, "empty.yaml", ""));
  }

  @Test
  void otherEncodingsAndBinaryData() throws IOException {
    for (Charset charset :
        new Charset[] {
          StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32")
        }) {
      for (String name : new String[] {"other.json", "other.yaml"}) {
        Path file = folder.resolve(name);
        Files.write(file, ScenarioFiles.PROFILE.getBytes(charset));
        assertRefused(file);
      }
    }
    Path latin = folder.resolve("latin.json");
    Files.write(
        latin,
        ScenarioFiles.PROFILE.replace("zero", "z\u00e9ro").getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(latin);
    Path binary = folder.resolve("binary.json");
    byte[] bytes = new byte[4096];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Files.write(binary, bytes);
    assertRefused(binary);
  }

  @Test
  void hugeFilesAreRefusedBeforeTheyAreRead() throws IOException {
    for (String name : new String[] {"huge.json", "huge.yaml", "t.csv"}) {
      Path file = folder.resolve(name);
      try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.setLength(100_000_000);
      }
      if (!name.equals("t.csv")) {
        assertRefused(file);
      }
    }
    Path scenario = ScenarioFiles.write(folder, "table.json", WITH_TABLE);
    assertOneLine("huge table", refusal(scenario).orElse(""), folder.resolve("t.csv"));
  }

  @Test
  void bombs() {
    String aliases =
        """
        a: &a [x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
        """;
    assertRefused(ScenarioFiles.write(folder, "aliases.yaml", aliases));
    int deep = 7_000_000;
    assertRefused(ScenarioFiles.write(folder, "lists.json", "[".repeat(deep)));
    assertRefused(ScenarioFiles.write(folder, "objects.json", "{\"a\":".repeat(deep / 4)));
    assertRefused(ScenarioFiles.write(folder, "lists.yaml", "[".repeat(deep)));
    assertRefused(ScenarioFiles.write(folder, "indent.yaml", "- ".repeat(deep)));
    assertRefused(ScenarioFiles.write(folder, "wide.json", "[" + "{},".repeat(deep / 2) + "{}]"));
    assertRefused(ScenarioFiles.write(folder, "digits.json", "1".repeat(deep)));
    assertRefused(ScenarioFiles.write(folder, "digits.yaml", "a: " + "1".repeat(deep)));
    assertRefused(ScenarioFiles.write(folder, "text.yaml", "a: " + "1".repeat(900_000)));
    assertRefused(ScenarioFiles.write(folder, "flat.yaml", "- ".repeat(450_000)));
    assertRefused(ScenarioFiles.write(folder, "flow.yaml", "[".repeat(900_000)));
    assertRefused(ScenarioFiles.write(folder, "key.json", "{\"" + "k".repeat(deep) + "\": 1}"));
    assertRefused(ScenarioFiles.write(folder, "key.yaml", "k".repeat(deep) + ": 1"));
    String name = ScenarioFiles.PROFILE.replace("\"1f1b\"", "\"" + "n".repeat(deep) + "\"");
    assertRefused(ScenarioFiles.write(folder, "name.json", name));
    String texts = "[" + "\"x\",".repeat(90_000) + "1]";
    assertRefused(
        ScenarioFiles.write(folder, "texts.json", ScenarioFiles.PROFILE.replace("18.522", texts)));
  }
}
