package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train --checkpoint}: runs that are stopped and go on. */
class T18_CheckpointsTest {

  private static final String SCENARIO =
      """
      name: spirals, small
      model: {profile: {stages: 2, forwardMs: 1, backwardMs: 2, auxiliaryMs: 1}}
      cluster: {ideal: {transferLatencyMs: 0}}
      training: {microBatches: 2}
      strategy: {name: 1f1b}
      learning:
        data: {name: spirals, training: 60, test: 30}
        network: {mlp: {depth: 3, width: 8}}
        iterations: 8
        microBatch: 4
        evaluateEvery: 2
        seeds: 2
      """;

  @TempDir Path folder;
  private Path scenario;
  private Path kept;

  @BeforeEach
  void writeScenario() {
    scenario = Shell.write(folder.resolve("scenario.yaml"), SCENARIO);
    kept = folder.resolve("kept");
  }

  private Outcome train(Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", scenario, "--format", "json"));
    words.addAll(Arrays.asList(more));
    return lockstep(words.toArray());
  }

  private Outcome checkpointed(Object... more) {
    List<Object> words = new ArrayList<>(List.of("--checkpoint", kept));
    words.addAll(Arrays.asList(more));
    return train(words.toArray());
  }

  @Test
  void each_run_has_a_file() throws IOException {
    Outcome outcome = checkpointed("--strategies", "1f1b,pipedream");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(names())
        .containsExactly(
            "1f1b-seed-1.checkpoint",
            "1f1b-seed-2.checkpoint",
            "lock",
            "pipedream-seed-1.checkpoint",
            "pipedream-seed-2.checkpoint");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(kept)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_head_says_what_a_file_is_of() throws IOException {
    checkpointed();

    String text = Files.readString(file(), StandardCharsets.ISO_8859_1);
    assertThat(text)
        .startsWith("lockstep checkpoint 1\nversion: ")
        .contains("\nstrategy: 1f1b\nseed: 1\niterations: 8\n")
        .contains("\ndone: 8\n\n");
  }

  private Path file() {
    return kept.resolve("1f1b-seed-1.checkpoint");
  }

  @Test
  void checkpoints_change_no_byte_of_the_results() {
    assertThat(checkpointed("--every", 1).out()).isEqualTo(train().out());
  }

  @Test
  void a_run_that_is_over_is_not_repeated() {
    Outcome whole = checkpointed("--strategies", "1f1b,local");

    assertThat(checkpointed("--strategies", "1f1b,local", "--resume")).isEqualTo(whole);
  }

  @Test
  void a_run_that_had_not_begun_begins() throws IOException {
    Outcome whole = checkpointed("--strategies", "1f1b,local");
    Files.delete(file());

    assertThat(checkpointed("--strategies", "1f1b,local", "--resume")).isEqualTo(whole);
    assertThat(file()).exists();
  }

  @Test
  void more_seeds_join_those_that_are_there() {
    checkpointed();

    Outcome more = checkpointed("--seeds", 3, "--resume");

    assertThat(more).isEqualTo(train("--seeds", 3));
  }

  @ParameterizedTest
  @CsvSource({
    "--every 2, --every goes with --checkpoint FOLDER",
    "--resume, --resume goes with --checkpoint FOLDER",
    "--checkpoint k --every 0, '--every 0: must be 1 to 10,000,000'"
  })
  void options_that_do_nothing_are_refused(String words, String message) {
    assertRefused(train((Object[]) words.split(" ")), message);
  }

  /** One line, and nothing else. */
  private static void assertRefused(Outcome outcome, String message) {
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).hasLineCount(1).startsWith("lockstep: " + message);
  }

  @Test
  void what_is_there_is_not_overwritten() throws IOException {
    checkpointed();
    byte[] before = Files.readAllBytes(file());

    assertRefused(
        checkpointed(),
        kept + ": is not empty. Go on with --resume, or name a folder that is new or empty.");
    assertThat(file()).hasBinaryContent(before);
  }

  @Test
  void there_is_nothing_to_go_on_from_in_an_empty_folder() {
    String message = kept + ": has no checkpoints. Leave --resume out to begin there.";

    assertRefused(checkpointed("--resume"), message);
    assertThat(kept).doesNotExist();
  }

  @Test
  void nor_in_one_that_was_left_before_the_first_checkpoint() throws IOException {
    Files.createDirectory(kept);
    Files.createFile(kept.resolve("lock"));
    Files.createFile(kept.resolve("1f1b-seed-1.checkpoint.partial"));

    assertRefused(checkpointed("--resume"), kept + ": has no checkpoints.");
    assertThat(checkpointed().status()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --iterations 9 | is of a run with iterations 8, not 9. | width: 8 | width: 8
          --every 2 | is of a run with other keys of learning, or another auxiliary head. | width: 8 | width: 9
          --every 2 | is of a run with another timeline: model, cluster, training or strategy have changed. | backwardMs: 2 | backwardMs: 3
          --every 2 | is of a run with other keys of learning | training: 60 | training: 61
          """)
  void another_run_does_not_go_on_from_it(String more, String message, String replaced, String by) {
    checkpointed();
    Shell.write(scenario, SCENARIO.replace(replaced, by));
    String[] words = more.split(" ");

    assertRefused(checkpointed(words[0], words[1], "--resume"), file() + ": " + message);
  }

  @Test
  void other_samples_are_noticed_though_the_file_has_the_same_name() {
    Path text = Shell.write(folder.resolve("text.txt"), "the cat sat on the mat. ".repeat(40));
    Shell.write(
        scenario,
        SCENARIO
            .replace("spirals, training: 60, test: 30", "text, path: text.txt, positions: 8")
            .replace("mlp: {depth: 3, width: 8}", "transformer: {blocks: 2, width: 8, heads: 2}"));
    assertThat(checkpointed().err()).isEmpty();
    Shell.write(text, "the mat sat on the cat. ".repeat(40));

    assertRefused(
        checkpointed("--resume"), file() + ": is of a run with other samples. Delete it,");
  }

  @Test
  void checkpoints_of_other_strategies_alone_are_refused() {
    checkpointed("--seeds", 1);

    assertRefused(
        checkpointed("--resume", "--strategies", "local"),
        kept + ": has no checkpoint of these runs, but 1f1b-seed-1.checkpoint. Name strategies");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 200, -1})
  void a_file_that_was_cut_short_is_refused(int length) throws IOException {
    checkpointed();
    byte[] bytes = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(bytes, length < 0 ? bytes.length - 1 : length));

    assertRefused(
        checkpointed("--resume"),
        file() + ": is damaged, or no checkpoint. Delete it, and its run begins anew;");
  }

  @Test
  void so_is_one_with_a_wrong_bit() throws IOException {
    checkpointed();
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(), bytes);

    assertRefused(checkpointed("--resume"), file() + ": is damaged, or no checkpoint.");
    assertThat(file()).hasBinaryContent(bytes);
  }

  @Test
  void a_folder_that_is_used_is_left_alone() throws IOException {
    checkpointed();
    try (FileChannel lock = FileChannel.open(kept.resolve("lock"), StandardOpenOption.WRITE)) {
      lock.lock();
      assertRefused(
          checkpointed("--resume"), kept + ": is used by another training at this moment.");
    }
    assertThat(checkpointed("--resume").status()).isZero();
  }

  @Test
  void a_file_is_no_folder() {
    Shell.write(kept, "");

    assertRefused(checkpointed(), kept + ": is a file. Name a folder.");
  }

  /** As if the disk were full: what is in the way cannot be written. */
  @Test
  void what_cannot_be_written_is_one_line() throws IOException {
    Files.createDirectories(kept.resolve("1f1b-seed-1.checkpoint.partial/in the way"));

    assertRefused(checkpointed("--seeds", 1), kept.toString());
  }

  /** A process that is killed after its first checkpoint. */
  @Test
  void a_run_that_is_killed_goes_on_to_the_same_bytes() throws Exception {
    String[] words = {"--strategies", "zb-h1,pipedream", "--iterations", "200", "--seeds", "1"};
    killAtFirstCheckpoint(words);
    assertThat(names()).anyMatch(name -> name.endsWith(".checkpoint"));
    assertThat(Files.exists(folder.resolve("result.json"))).isFalse();
    Path page = folder.resolve("page.html");
    Path wholePage = folder.resolve("whole.html");

    Outcome resumed = checkpointed(joined(words, "--resume", "--html", page));

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed).isEqualTo(train(joined(words, "--html", wholePage)));
    assertThat(page).hasSameBinaryContentAs(wholePage);
  }

  private static Object[] joined(String[] words, Object... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
  }

  private void killAtFirstCheckpoint(String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("train", scenario.toString(), "--checkpoint", kept.toString()));
    command.addAll(List.of("--every", "1", "--out", folder.resolve("result.json").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.start();
    while (process.isAlive()
        && !(Files.exists(kept) && names().toString().contains("checkpoint,"))) {
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    assertThat(process.destroyForcibly().waitFor()).as("killed").isNotZero();
  }
}
