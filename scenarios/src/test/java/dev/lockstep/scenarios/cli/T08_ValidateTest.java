package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.Shell.lockstep;
import static dev.lockstep.scenarios.validation.Rows.line;
import static dev.lockstep.scenarios.validation.Rows.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.scenarios.cli.Shell.Outcome;
import dev.lockstep.scenarios.validation.Rows;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockstep validate}: what it prints, and with which status. */
class T08_ValidateTest {

  private static final String SOUND =
      line("a", scenario("1f1b", 2, 5), "\"makespanMs\": 20", ""); // 18 ms

  @TempDir Path folder;

  @Test
  void without_options_it_holds_itself_against_the_rows_it_carries() {
    Outcome outcome = lockstep("validate");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("zb-bubbles-1-zb-h1 ", "\nfamily ", "\nall ");
  }

  @Test
  void data_adds_rows_and_only_data_leaves_the_others_out() {
    Path rows = rows(SOUND);

    String added = lockstep("validate", "--data", rows).out();
    String alone = lockstep("validate", "--data", rows, "--only-data").out();

    assertThat(added).contains("zb-bubbles-1-zb-h1 ").contains("\na  ");
    assertThat(alone)
        .doesNotContain("zb-bubbles")
        .contains("\na    makespanMs        20         18");
  }

  @Test
  void data_is_repeatable_and_may_be_a_family_file() {
    Rows.write(folder.resolve("t.csv"), "m", "5");
    Path family =
        Rows.write(
            folder.resolve("t.yaml"),
            "family: t",
            "source: s",
            "rows: t.csv",
            "id: m${m}",
            "template: "
                + scenario("1f1b", 2, 5)
                    .replace("\"microBatches\": 5", "\"microBatches\": \"${m}\""),
            "measured: { makespanMs: 18 }");

    Outcome outcome =
        lockstep(
            "validate", "--only-data", "--data", rows(SOUND), "--data", family, "--format", "csv");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines()).hasSize(3);
    assertThat(outcome.out()).contains("\nm5,t,,makespanMs,18.0,18.0,0.0,");
  }

  @Test
  void a_family_can_be_chosen() {
    Outcome outcome =
        lockstep("validate", "--data", rows(SOUND), "--family", "tiny", "--format", "csv");

    assertThat(outcome.out().lines()).hasSize(2);
    assertThat(lockstep("validate", "--family", "tny").err())
        .startsWith("lockstep: --family: unknown family \"tny\"");
  }

  @Test
  void a_refused_row_is_no_failure() {
    Outcome outcome =
        lockstep(
            "validate",
            "--only-data",
            "--data",
            rows(line("a", scenario("warp", 2, 5), "\"makespanMs\": 1", "")));

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("a, makespanMs: scenario: /strategy/name: ");
  }

  @Test
  void broken_lines_are_told_and_the_others_still_count() {
    Path rows = rows("{", SOUND, SOUND.replace("family", "famly").replace("\"a\"", "\"b\""));

    Outcome outcome = lockstep("validate", "--only-data", "--data", rows);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).contains("\na    makespanMs        20         18  -10.00 %");
    assertThat(outcome.err().lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("lockstep: " + rows + ", line 1: "),
            second ->
                assertThat(second)
                    .startsWith("lockstep: " + rows + ", line 3: /famly: unknown key \"famly\""));
  }

  @Test
  void a_file_that_cannot_be_used_does_not_keep_others_from_it() {
    Path missing = folder.resolve("none.jsonl");
    Path table = Rows.write(folder.resolve("t.csv"), "m", "5");

    Outcome outcome =
        lockstep(
            "validate", "--only-data", "--data", missing, "--data", table, "--data", rows(SOUND));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err().lines())
        .satisfiesExactly(
            first -> assertThat(first).contains(missing + ": the file does not exist."),
            second -> assertThat(second).contains(table + ": is a table. Name the family file"));
    assertThat(outcome.out()).contains("\na  ");
  }

  @Test
  void without_any_row_there_is_nothing_to_do() {
    assertThat(lockstep("validate", "--only-data").status()).isEqualTo(2);
    assertThat(lockstep("validate", "--only-data").err()).contains("add --data FILE");
    Outcome empty = lockstep("validate", "--only-data", "--data", rows("# none yet"));
    assertThat(empty.status()).isEqualTo(2);
    assertThat(empty.err()).contains("--data: no row in ");
  }

  @Test
  void write_makes_the_page_beside_the_results() {
    Path page = folder.resolve("accuracy.md");
    Path out = folder.resolve("rows.csv");

    Outcome outcome = lockstep("validate", "--write", page, "--format", "csv", "--out", out);

    assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
    assertThat(page)
        .content()
        .startsWith("# How accurate it is\n")
        .contains("./lockstep validate --write " + page + " --format csv --out " + out);
    assertThat(out).content().startsWith("id,family,");
  }

  @Test
  void no_file_is_both_read_and_written() {
    Path rows = rows(SOUND);

    Outcome outcome = lockstep("validate", "--data", rows, "--write", rows);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("is already named on this command line");
    assertThat(rows).hasContent(SOUND);
  }

  private Path rows(String... lines) {
    return Rows.write(folder.resolve("rows.jsonl"), lines);
  }
}
