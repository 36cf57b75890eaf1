package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code effects}: a study from its file to its page. */
class T19_EffectsTest {

  private static final String STUDY =
      """
      title: A small study
      says: Of two devices.
      parts:
        - title: Spirals
          all: true
          scenario:
            name: spirals, small
            model: {profile: {stages: 2, forwardMs: 2, backwardMs: 4, auxiliaryMs: 1}}
            cluster: {ideal: {transferLatencyMs: 0}}
            training: {microBatches: 1}
            strategy: {name: sequential}
            learning:
              data: {name: spirals, training: 60, test: 30}
              network: {mlp: {depth: 3, width: 8}}
              iterations: 8
              microBatch: 8
              evaluateEvery: 2
              targetAccuracy: 0.1
              gradientCosines: true
              seeds: 2
          settings:
            - {name: whole, says: as they are, strategies: [sequential, naive, pipedream, local]}
            - name: cut
              change: {model: {profile: {forwardMs: 1, backwardMs: 2}}, training: {microBatches: 2}, learning: {microBatch: 4}}
              strategies: [gpipe, "interlocking:lookAhead=1"]
          claims:
            - {says: Pipelines are faster, faster: gpipe @ cut, slower: sequential @ whole}
            - {says: Late gradients are worse, better: sequential @ whole, worse: pipedream @ whole}
      """;

  @TempDir Path folder;
  private Path study;

  @BeforeEach
  void writeStudy() {
    study = Shell.write(folder.resolve("study.yaml"), STUDY);
  }

  @Test
  void claims_come_first_then_the_figures_of_each_setting() {
    Outcome outcome = lockstep("effects", study);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("# A small study\n\nOf two devices.\n\n")
        .contains("```\n./lockstep effects " + study + "\n```")
        .contains(
            "| Pipelines are faster | `gpipe @ cut`, `sequential @ whole` | 0.75 of the time | yes |")
        .containsPattern(
            "\\| Late gradients are worse .* points \\| (yes|not told apart|\\*\\*no.*) \\|")
        .contains("spirals; 8 mini-batches of 8 samples (1.1 epochs), mean of 2 seeds")
        .contains("### whole: as they are\n\n| strategy | accuracy % | test loss |")
        .containsPattern(
            "\\| `sequential` \\| [\\d.]+ \u00b1 [\\d.]+ .* \\| 0 \\| 1\\.00 1\\.00 \\|")
        .containsPattern("\\| `pipedream` .* \\| 1 \\| ")
        .contains("### cut\n")
        .containsPattern("\\| `interlocking:lookAhead=1` .* \\| 1\\.00 1\\.00 \\|");
  }

  /** Each has its own simulated time. */
  @Test
  void what_learns_the_same_is_carried_out_once() {
    String page = lockstep("effects", study).out();

    assertThat(page)
        .contains("the same to the last bit: `naive`, as `sequential @ whole`.")
        .doesNotContain("`pipedream`, as")
        .doesNotContain("`local`, as");
    assertThat(accuracy(page, "`naive`")).isEqualTo(accuracy(page, "`sequential`"));
  }

  @Test
  void what_is_left_out_is_said_with_the_reason() {
    assertThat(lockstep("effects", study).out())
        .contains("- `ideal`: it has no numbers: it is a bound on time, which trains nothing\n")
        .contains("- `ddg`: not asked for\n");
  }

  @Test
  void the_page_is_written_where_it_is_wanted_and_twice_alike() throws IOException {
    Path page = folder.resolve("page.md");

    assertThat(lockstep("effects", study, "--write", page)).isEqualTo(new Outcome(0, "", ""));
    String first = Files.readString(page);
    lockstep("effects", study, "--write", page);
    assertThat(Files.readString(page)).isEqualTo(first).contains("--write " + page);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          title: A small study      | titel: A small study     | /titel: unknown key
          pipedream, local          | pipedraem, local         | "/parts/0/settings/0/strategies: "
          slower: sequential @ whole | slower: sequential @ hole | /parts/0/claims/0: names \\"sequential @ hole\\", which is no run of its part. Write a strategy of a setting, @ and the setting's name, such as sequential @ whole.
          naive, pipedream          | ideal, pipedream         | /strategy: ideal @ whole: it has no numbers
          {mlp: {depth: 3, width: 8}} | {resnet: {blocks: 1, width: 8}} | /learning/network/resnet: Spirals: takes images
          microBatch: 8             | microBatch: none         | /parts/0/settings/0
          """)
  void what_is_wrong_is_one_line(String there, String instead, String said) throws IOException {
    String text = Files.readString(study);
    assertThat(text).contains(there);
    Files.writeString(study, text.replaceFirst(Pattern.quote(there), instead));

    Outcome outcome = lockstep("effects", study);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).startsWith("lockstep: " + study).contains(said.replace("\\", ""));
  }

  private static String accuracy(String page, String strategy) {
    return page.lines()
        .filter(line -> line.startsWith("| " + strategy))
        .findFirst()
        .map(line -> line.split(" \\| ")[1])
        .orElseThrow();
  }
}
