package dev.lockstep.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of {@code docs/custom-strategies.md}: a strategy that the project does not know. */
class T12_StrategyInAnotherJarTest {

  private static final Path EXAMPLE = Path.of("../docs/examples/strategy-in-another-jar");
  private static final String SERVICE =
      "META-INF/services/dev.lockstep.scenarios.catalog.entry.StrategyProvider";

  @TempDir Path folder;
  private Path classes;

  @BeforeEach
  void compile() throws Exception {
    classes = Files.createDirectories(folder.resolve("classes"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                EXAMPLE.resolve("PingPong.java").toString());
    assertThat(status).isZero();
    Files.createDirectories(classes.resolve(SERVICE).getParent());
    Files.copy(EXAMPLE.resolve(SERVICE), classes.resolve(SERVICE));
  }

  @Test
  void it_is_planned_checked_and_run_as_ours_are() throws Exception {
    Path scenario =
        Shell.write(
            folder.resolve("scenario.json"),
            Shell.units("ping-pong", 2, 4)
                .replace("\"ping-pong\" }", "\"ping-pong\", \"group\": 2 }"));

    assertThat(lockstep(classes.toString(), "schedule", scenario.toString()))
        .isEqualTo(
            """
            device0: 0F0 0F1 0B0 0B1 0U1 0F2 0F3 0B2 0B3 0U3
            device1: 1F0 1F1 1B0 1B1 1U1 1F2 1F3 1B2 1B3 1U3
            """);
  }

  @Test
  void a_jar_that_is_not_there_is_one_line() throws Exception {
    assertThat(lockstep(folder.resolve("no.jar").toString(), "list", "strategies"))
        .isEqualTo(
            "lockstep: LOCKSTEP_STRATEGIES: %s does not exist. Maybe name a jar or a folder of classes.\n"
                .formatted(shortened(folder.resolve("no.jar").toString())));
  }

  private static String shortened(String path) {
    return path.length() > 40 ? path.substring(0, 40) + "..." : path;
  }

  /** In a process of its own, whose environment names the jar. */
  private String lockstep(String place, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    File output = folder.resolve("output").toFile();
    ProcessBuilder process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
    process.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    process.environment().put("LOCKSTEP_STRATEGIES", place);
    assertThat(process.start().waitFor(1, TimeUnit.MINUTES)).as("ends").isTrue();
    return Files.readString(output.toPath());
  }
}
