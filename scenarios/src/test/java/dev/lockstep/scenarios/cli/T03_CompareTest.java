package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.catalog.StrategyCatalog;
import dev.lockstep.scenarios.catalog.entry.StrategyEntry;
import dev.lockstep.scenarios.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code compare}: one scenario under several strategies. */
class T03_CompareTest {

  private static final int COLUMNS = 150;

  @TempDir Path folder;
  private Path scenario;

  @BeforeEach
  void writeScenario() {
    scenario = Shell.write(folder.resolve("scenario.json"), Shell.units("1f1b", 2, 4));
  }

  @Test
  void the_fastest_is_marked() {
    Outcome outcome = lockstep("compare", scenario, "--strategies", "1f1b,zb-h1,naive");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith(
            """
            1f1b, 2 stages, 4 micro-batches

              strategy  iteration ms  vs best  of ideal  makespan ms  bubble   busy  useful  waiting ms  in flight  stale  versions
              1f1b            15.000    1.15x     80.00       15.000   20.00  80.00   80.00       0.000          2      0         1
            * zb-h1           13.000     best     92.31       13.000    7.69  92.31   92.31       0.000          2      0         1
              naive           24.000    1.85x     50.00       24.000   50.00  50.00   50.00       0.000          1      0         1

            """)
        .contains("  memory: unknown without activationBytes in the scenario\n");
  }

  @Test
  void the_bound_is_a_row_but_never_the_best() {
    assertThat(lockstep("compare", scenario, "--strategies", "ideal,1f1b").out())
        .containsPattern("  ideal +12.000 +0.80x +100.00 ")
        .containsPattern("\\* 1f1b +15.000 +best +80.00 ");
  }

  @Test
  void memory_has_its_columns_where_sizes_are_known() {
    Path file = Shell.write(folder.resolve("memory.json"), Shell.withMemory("1f1b", 2, 4));

    assertThat(lockstep("compare", file, "--strategies", "1f1b,gpipe").out())
        .containsPattern("versions +peak +fits\n")
        .containsPattern("1f1b .* 4.00 GB +yes\n")
        .containsPattern("gpipe .* 6.00 GB +no\n");
  }

  @Test
  void options_stand_behind_colons_and_notes_name_whom_they_concern() {
    Outcome outcome =
        lockstep(
            "compare",
            scenario,
            "--strategies",
            "interlocking,interlocking:lookAhead=2:priority=backward-first,naive:splitBackward=true");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("* interlocking  ")
        .contains(" interlocking:lookAhead=2:priority=backward-first  ")
        .contains(" naive:splitBackward=true  ")
        .contains("note on interlocking, interlocking:lookAhead=2:priority=backward-first:");
  }

  @Test
  void all_runs_the_whole_catalogue_and_fits_a_wide_terminal() {
    Path file = Shell.write(folder.resolve("memory.json"), Shell.withMemory("1f1b", 4, 8));

    Outcome outcome = lockstep("compare", file, "--strategies", "all");

    assertThat(outcome.status()).isZero();
    for (StrategyEntry entry : StrategyCatalog.standard().entries()) {
      assertThat(outcome.out() + outcome.err()).contains(entry.name());
    }
    assertThat(outcome.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
  }

  @Test
  void a_named_strategy_that_is_refused_costs_the_exit_status_but_not_the_others() {
    Path file = Shell.write(folder.resolve("odd.json"), Shell.units("1f1b", 2, 5));
    String refusal =
        "lockstep: %s: /strategy: interleaved-1f1b: interleaved-1f1b with 5 micro-batches"
            .formatted(file);

    Outcome named = lockstep("compare", file, "--strategies", "interleaved-1f1b,1f1b");
    Outcome all = lockstep("compare", file, "--strategies", "all");
    Outcome alone = lockstep("compare", file, "--strategies", "interleaved-1f1b");

    assertThat(named.status()).isEqualTo(2);
    assertThat(named.out()).contains("* 1f1b");
    assertThat(named.err()).startsWith(refusal);
    assertThat(all.status()).isZero();
    assertThat(all.err()).isEmpty();
    assertThat(alone.status()).isEqualTo(2);
    assertThat(alone.out()).isEmpty();
  }

  @Test
  void all_is_the_table_of_the_whole_field_with_the_refused_as_rows() throws IOException {
    Path file = Shell.write(folder.resolve("odd.json"), Shell.units("1f1b", 2, 5));
    String reason = "interleaved-1f1b with 5 micro-batches on 2 devices";

    String table = lockstep("compare", file, "--strategies", "all").out();
    String csv = lockstep("compare", file, "--strategies", "all", "--format", "csv").out();
    JsonNode json =
        new ObjectMapper()
            .readTree(lockstep("compare", file, "--strategies", "all", "--format", "json").out());

    assertThat(table)
        .containsPattern("\n  interleaved-1f1b +refused\n")
        .contains("\n  refused interleaved-1f1b: " + reason);
    assertThat(csv.lines().findFirst().orElseThrow()).endsWith(",refused");
    assertThat(csv).contains(",interleaved-1f1b,").contains(reason);
    assertThat(json.findValuesAsText("strategy"))
        .containsExactlyInAnyOrderElementsOf(
            StrategyCatalog.standard().entries().stream().map(StrategyEntry::name).toList());
    assertThat(json.findValuesAsText("refused")).anyMatch(why -> why.startsWith(reason));
  }

  @Test
  void json_and_csv_hold_the_results_in_the_order_of_the_names() throws IOException {
    JsonNode results =
        new ObjectMapper()
            .readTree(
                lockstep("compare", scenario, "--strategies", "zb-h1,dapple", "--format", "json")
                    .out());

    assertThat(results.findValuesAsText("strategy")).containsExactly("zb-h1", "1f1b");
    assertThat(
            lockstep("compare", scenario, "--strategies", "zb-h1,dapple", "--format", "csv")
                .out()
                .lines())
        .hasSize(3);
    assertThat(
            lockstep(
                    "compare", scenario, "--strategies", "naive:splitBackward=true", "--format=csv")
                .out())
        .contains(",naive,splitBackward=true,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zb-h3                    | unknown strategy "zb-h3"; did you mean "zb-h
          interlocking:lookahead=2 | unknown option "lookahead"; did you mean "lookAhead"?
          interlocking:lookAhead=0 | option "lookAhead" is 0. must be an integer from 1 to 1024
          interlocking:lookAhead   | Write name:option=value.
          interlocking:lookAhead=x | option "lookAhead" is x. must be an integer
          ''                       | unknown strategy ""
          """)
  void what_no_strategy_is_called_is_refused_in_one_line(String word, String message) {
    Outcome outcome = lockstep("compare", scenario, "--strategies", word);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).startsWith("lockstep: --strategies: ").contains(message);
  }
}
