package dev.lockstep.scenarios.validation.row;

import static dev.lockstep.scenarios.validation.Rows.line;
import static dev.lockstep.scenarios.validation.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.scenarios.scenario.source.ScenarioException;
import dev.lockstep.scenarios.validation.accuracy.Standing;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measured rows as JSON lines: what a line may say, and what is said of a broken one. */
class T01_RowLinesTest {

  @TempDir private Path folder;

  @Test
  void one_line_is_one_row() {
    RowSet rows =
        read(
            """
            {"id": "a", "family": "f", "scenario": {}, "measured": {"iterationTimeMs": 3528.0, "mfu": 0.4}, "source": "a paper"}
            """);

    assertThat(rows.problems()).isEmpty();
    assertThat(rows.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.id()).isEqualTo("a");
              assertThat(row.family()).isEqualTo("f");
              assertThat(row.measured())
                  .containsEntry("iterationTimeMs", 3528.0)
                  .containsEntry("mfu", 0.4)
                  .hasSize(2);
              assertThat(row.standing()).isEqualTo(Standing.UNFITTED);
              assertThat(row.source()).contains("a paper");
              assertThat(row.place()).endsWith("rows.jsonl, line 1");
            });
  }

  @Test
  void what_a_row_can_prove() {
    RowSet rows =
        read(
            line("a", "{}", "", ", \"fitted\": false"),
            line("b", "{}", "", ", \"fitted\": true"),
            line("c", "{}", "", ", \"calculated\": true"),
            line("d", "{}", "", ", \"calculated\": true, \"fitted\": true"));

    assertThat(rows.rows())
        .extracting(MeasuredRow::standing)
        .containsExactly(Standing.UNFITTED, Standing.FITTED, Standing.CALCULATED, Standing.FITTED);
  }

  @Test
  void blank_lines_and_comments_count_for_nothing() {
    RowSet rows = read("# from a paper", "", line("a", "{}", "", ""), "   ");

    assertThat(rows.rows()).singleElement().matches(row -> row.place().endsWith("line 3"));
  }

  @Test
  void a_broken_line_costs_only_itself() {
    RowSet rows = read(line("a", "{}", "", ""), "{\"id\": ", line("c", "{}", "", ""), "[1]");

    assertThat(rows.rows()).extracting(MeasuredRow::id).containsExactly("a", "c");
    assertThat(rows.problems()).hasSize(2);
    assertThat(rows.problems().get(0)).hasMessageContainingAll("rows.jsonl, line 2: ", "JSON");
    assertThat(rows.problems().get(1))
        .hasMessageContaining("rows.jsonl, line 4: is a list. Must be an object with keys.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'family'          | 'famly'            | line 1: /famly: unknown key "famly"; did you mean "family"?
          "a"               | 7                  | line 1: /id: is 7. Must be a text.
          "a"               | " "                | line 1: /id: is blank. Must name the row.
          {"mfu": 1}        | {"mfu": "high"}    | line 1: /measured/mfu: is the text "high". Must be a number.
          {"mfu": 1}        | {"mfu": 0}         | line 1: /measured/mfu: is 0. Must be above 0
          {"mfu": 1}        | 3                  | line 1: /measured: is 3. Must be an object with keys.
          , "scenario": {}  | ''                 | line 1: says not what was measured. Must hold exactly one of scenario, kernel, collective.
          , "scenario": {}  | , "scenario": {}, "kernel": {} | line 1: has scenario and kernel. Must hold exactly one of
          , "scenario": {}  | , "scenario": 5    | line 1: /scenario: is 5. Must be an object with keys.
          , "scenario": {}  | , "scenario": {}, "id": "b" | twice the key 'id'
          """)
  void what_is_said_of_a_broken_line(String part, String instead, String message) {
    String sound =
        "{\"id\": \"a\", \"family\": \"f\", \"measured\": {\"mfu\": 1}, \"scenario\": {}}";

    RowSet rows = read(sound.replace(part, instead));

    assertThat(rows.rows()).isEmpty();
    assertThat(rows.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem).hasMessageContaining(message));
  }

  @Test
  void ids_are_unique_in_a_file() {
    RowSet rows = read(line("a", "{}", "", ""), line("b", "{}", "", ""), line("a", "{}", "", ""));

    assertThat(rows.rows()).hasSize(2);
    assertThat(rows.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem)
                    .hasMessageContaining("line 3: /id: \"a\" is also the id of ")
                    .hasMessageContaining("rows.jsonl, line 1."));
  }

  @Test
  void a_row_may_be_relative_to_one_before_or_behind_it() {
    RowSet rows =
        read(
            line("a", "{}", "", ", \"relativeTo\": \"b\""),
            line("b", "{}", "", ""),
            line("c", "{}", "", ", \"relativeTo\": \"b\""));

    assertThat(rows.problems()).isEmpty();
    assertThat(rows.rows()).hasSize(3);
  }

  @Test
  void a_base_must_be_another_sound_row_of_the_family() {
    RowSet rows =
        read(
            line("a", "{}", "", ", \"relativeTo\": \"a\""),
            line("b", "{}", "", ", \"relativeTo\": \"none\""),
            line("c", "{}", "", ", \"relativeTo\": \"b\""),
            line("d", "{}", "", "").replace("tiny", "other"),
            line("e", "{}", "", ", \"relativeTo\": \"d\""));

    assertThat(rows.rows()).extracting(MeasuredRow::id).containsExactly("d");
    assertThat(rows.problems())
        .extracting(problem -> problem.getMessage().replaceAll(".*rows.jsonl, ", ""))
        .containsExactly(
            "line 1: /relativeTo: is the row itself, which any prediction gets right."
                + " Leave measured empty in the row that others are relative to.",
            "line 2: /relativeTo: the file has no sound row \"none\" of family tiny."
                + " Must be the id of another row of the same family in the same file.",
            "line 3: /relativeTo: the file has no sound row \"b\" of family tiny."
                + " Must be the id of another row of the same family in the same file.",
            "line 5: /relativeTo: the file has no sound row \"d\" of family tiny."
                + " Must be the id of another row of the same family in the same file.");
  }

  @Test
  void a_file_that_is_not_there() {
    assertThatThrownBy(() -> RowLines.read(folder.resolve("none.jsonl")))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("the file does not exist");
  }

  private RowSet read(String... lines) {
    return RowLines.read(write(folder.resolve("rows.jsonl"), lines));
  }
}
