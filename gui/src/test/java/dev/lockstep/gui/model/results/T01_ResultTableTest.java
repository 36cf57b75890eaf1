package dev.lockstep.gui.model.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.model.StudyResults;
import dev.lockstep.scenarios.study.store.StoredRows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of results: which are figures, which are shown first, which rows words let through. */
class T01_ResultTableTest {

  static final String ROWS =
      """
      row,strategy,stages,link,iterationTimeMs,peakMemoryBytes,refused
      1,1f1b,4,0.1,30.0,8E9,
      2,1f1b,16,0.1,12.345678,9E9,
      3,zb-h1,4,0.1,25,8E9,
      4,zb-h1,16,0.1,,,/strategy: no room
      """;

  static ResultTable table(String text) {
    List<List<String>> lines =
        text.lines().map(line -> Arrays.asList(line.split(",", -1))).toList();
    List<List<String>> rows = lines.subList(1, lines.size());
    return new ResultTable(
        new StudyResults(
            Path.of("rows.csv"),
            new StoredRows(lines.get(0), rows, rows.size(), Optional.empty())));
  }

  private final ResultTable table = table(ROWS);

  @Test
  void what_differs_between_rows_can_be_shown() {
    assertThat(table.varied())
        .extracting(Column::name)
        .containsExactly("strategy", "stages", "iterationTimeMs", "peakMemoryBytes");
    assertThat(table.figures())
        .extracting(Column::name)
        .containsExactly("stages", "iterationTimeMs", "peakMemoryBytes");
  }

  @Test
  void time_and_memory_come_first_coloured_by_words() {
    assertThat(table.usualAcross()).map(Column::name).contains("iterationTimeMs");
    assertThat(table.usualUp()).map(Column::name).contains("peakMemoryBytes");
    assertThat(table.usualColour()).map(Column::name).contains("strategy");
  }

  @Test
  void where_there_is_neither_the_first_figures_are_shown() {
    ResultTable other = table("row,heads,bubbleFraction,makespanMs\n1,2,0.5,3\n2,4,0.4,5\n");
    assertThat(other.usualAcross()).map(Column::name).contains("makespanMs");
    assertThat(other.usualUp()).map(Column::name).contains("bubbleFraction");
    assertThat(other.usualColour()).isEmpty();
  }

  @Test
  void numbers_are_in_order_of_size_and_what_is_none_comes_last() {
    Column stages = table.columns().get(2);
    assertThat(IntStream.range(0, stages.distinct()).mapToObj(stages::at))
        .containsExactly("4", "16");
    Column time = table.columns().get(4);
    assertThat(IntStream.range(0, time.distinct()).mapToObj(time::at))
        .containsExactly("12.345678", "25", "30.0", "");
  }

  @Test
  void a_row_is_told_in_six_digits() {
    assertThat(table.lead()).isEqualTo("4 rows, 1 refused");
    assertThat(table.refusal(3)).contains("/strategy: no room");
    assertThat(table.line(1))
        .isEqualTo("Row 2: strategy=1f1b, stages=16, iterationTimeMs=12.3457, peakMemoryBytes=9E9");
    assertThat(table.card(2))
        .hasToString(
            """
            Row 3
            strategy: zb-h1
            stages: 4
            link: 0.1
            iterationTimeMs: 25
            peakMemoryBytes: 8E9\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1 2 3 4",
    "ZB, 3 4",
    "zb-h1 stages=4, 3",
    "stages = 16, 2 4",
    "iterationTimeMs<26, 2 3",
    "iterationTimeMs >= 25, 1 3",
    "room, 4",
    "strategy=1f1b link=0.1, 1 2",
    "no such word, ''",
  })
  void words_let_rows_through_that_have_all_of_them(String words, String rows) {
    List<String> through =
        IntStream.range(0, table.size())
            .filter(RowFilter.of(words, table))
            .mapToObj(table::number)
            .toList();
    assertThat(String.join(" ", through)).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.5, 0.5",
    "999, 999",
    "1000, 1 k",
    "18504.97, 18.5 k",
    "-530149179392, -530.1 G",
    "1e18, 1000 P",
    "0.000012345, 0.00001234"
  })
  void numbers_beside_axes_are_short(double number, String text) {
    assertThat(CellText.compact(number).replace("1.234E-5", "0.00001234")).isEqualTo(text);
  }

  @Test
  void only_what_fits_is_shown_at_first() {
    ResultTable mixed = table("row,stages,fits\n1,4,false\n2,8,true\n3,16,true\n");

    assertThat(RowFilter.atFirst(mixed)).isEqualTo("fits=true");
    assertThat(IntStream.range(0, 3).filter(RowFilter.of(RowFilter.atFirst(mixed), mixed)))
        .containsExactly(1, 2);
    assertThat(RowFilter.atFirst(table("row,stages,fits\n1,4,false\n2,8,false\n"))).isEmpty();
    assertThat(RowFilter.atFirst(table)).isEmpty();
  }
}
