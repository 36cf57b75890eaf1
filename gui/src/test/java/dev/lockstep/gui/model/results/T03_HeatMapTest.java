package dev.lockstep.gui.model.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.gui.model.results.HeatMap.Cell;
import dev.lockstep.gui.model.results.HeatMap.Of;
import dev.lockstep.gui.model.results.PointGroups.Style;
import dev.lockstep.scenarios.report.picture.Palette;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A figure over two columns, and colours. */
class T03_HeatMapTest {

  private static final ResultTable TABLE =
      T01_ResultTableTest.table(
          """
          row,strategy,stages,seed,timeMs
          1,1f1b,16,1,10
          2,1f1b,16,2,20
          3,1f1b,16,3,60
          4,1f1b,4,1,5
          5,zb-h1,4,1,4
          6,zb-h1,16,1,
          """);

  @ParameterizedTest
  @CsvSource({"LEAST, 10, 0 1 2", "MEAN, 30, 1 0 2", "MOST, 60, 2 1 0"})
  void rows_that_share_a_cell_are_told_by_one_figure_the_nearest_first(
      Of what, double figure, String rows) {
    HeatMap map = map(what);
    assertThat(map.across()).containsExactly("1f1b", "zb-h1");
    assertThat(map.up()).containsExactly("4", "16");
    Cell cell = map.cells().get(1);
    assertThat(cell.figure()).isEqualTo(figure);
    assertThat(cell.rows().stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .isEqualTo(rows);
  }

  @Test
  void where_no_row_has_the_figure_there_is_no_cell() {
    assertThat(map(Of.LEAST).cells())
        .extracting(cell -> cell.across() + " " + cell.up())
        .containsExactly("0 0", "0 1", "1 0");
    assertThat(map(Of.LEAST).least()).isEqualTo(4);
    assertThat(map(Of.LEAST).most()).isEqualTo(10);
  }

  @Test
  void groups_differ_in_colour_or_form_on_every_ground() {
    List<String> cells = IntStream.range(0, 28).mapToObj(i -> "s" + (char) ('a' + i)).toList();
    PointGroups groups = new PointGroups(Optional.of(new Column("strategy", cells)));
    for (Palette palette : List.of(Palette.LIGHT, Palette.DARK, Palette.HIGH_CONTRAST)) {
      Set<Style> styles = new HashSet<>();
      IntStream.range(0, 28).forEach(row -> styles.add(groups.style(row, palette)));
      assertThat(styles).hasSize(28);
    }
    assertThat(groups.others()).isZero();
    assertThat(groups.names()).hasSize(28);
  }

  @Test
  void many_numbers_have_a_scale() {
    List<String> cells = IntStream.range(0, 9).mapToObj(Integer::toString).toList();
    PointGroups groups = new PointGroups(Optional.of(new Column("stages", cells)));
    assertThat(groups.isScale()).isTrue();
    assertThat(groups.names()).isEmpty();
    assertThat(groups.style(0, Palette.LIGHT).rgb()).isEqualTo(0x440154);
    assertThat(groups.style(4, Palette.LIGHT).rgb()).isEqualTo(0x21918C);
    assertThat(groups.style(8, Palette.LIGHT).rgb()).isEqualTo(0xFDE725);
  }

  private static HeatMap map(Of what) {
    List<Column> columns = TABLE.columns();
    List<Integer> rows = IntStream.range(0, TABLE.size()).boxed().toList();
    return HeatMap.of(rows, columns.get(1), columns.get(2), columns.get(4), what);
  }
}
