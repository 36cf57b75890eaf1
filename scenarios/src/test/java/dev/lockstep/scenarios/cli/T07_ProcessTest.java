package dev.lockstep.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lockstep.scenarios.cli.console.Errors;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: its streams and its memory. */
class T07_ProcessTest {

  @TempDir Path folder;

  @Test
  void a_reader_that_has_read_enough_is_no_failure() throws Exception {
    Process process = start(List.of(), "schedule", large(), "--iterations", "100").start();

    try (BufferedReader reader = process.inputReader()) {
      assertThat(reader.readLine()).isEqualTo("iterations: 100");
      assertThat(reader.readLine()).startsWith("device0: 0F0 0F1");
    }

    assertThat(status(process)).isZero();
    assertThat(errors()).isEmpty();
  }

  @Test
  void results_that_do_not_arrive_are_a_failure() throws Exception {
    File full = new File("/dev/full");
    assumeThat(full).as("a device that is always full").exists();

    Process process = start(List.of(), "list", "strategies").redirectOutput(full).start();

    assertThat(status(process)).isEqualTo(Errors.FAILED);
    assertThat(errors())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("lockstep: standard output: "));
  }

  @Test
  void too_little_memory_is_one_line() throws Exception {
    Process process =
        start(List.of("-Xmx24m"), "schedule", large(), "--iterations", "1000").start();

    assertThat(status(process)).isEqualTo(Errors.FAILED);
    assertThat(errors())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("lockstep: more memory is needed"));
  }

  private String large() {
    return Shell.write(folder.resolve("large.json"), Shell.units("1f1b", 16, 64)).toString();
  }

  private ProcessBuilder start(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command);
    // Java greets on standard error where these are set.
    process.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return process.redirectError(folder.resolve("errors").toFile());
  }

  private static int status(Process process) throws InterruptedException {
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ends").isTrue();
    return process.exitValue();
  }

  private List<String> errors() throws IOException {
    return Files.readAllLines(folder.resolve("errors"));
  }
}
