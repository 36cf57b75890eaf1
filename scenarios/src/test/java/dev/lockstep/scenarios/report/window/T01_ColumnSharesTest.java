package dev.lockstep.scenarios.report.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a row is seen through a window: each kind's share of each column. */
class T01_ColumnSharesTest {

  @Test
  void a_slice_that_covers_a_column_takes_all_of_it() {
    SliceIndex row = new SliceIndex(new TestSlices().add(SliceKind.FORWARD, 0, 10));
    assertThat(picture(row, new Window(0, 20, 2)))
        .isEqualTo(
            """
            0 forward 10
            1 idle 10
            """);
  }

  @Test
  void slices_that_meet_in_a_column_share_it() {
    SliceIndex row =
        new SliceIndex(
            new TestSlices().add(SliceKind.FORWARD, 0, 4).add(SliceKind.BACKWARD, 6, 14));
    assertThat(picture(row, new Window(0, 20, 2)))
        .isEqualTo(
            """
            0 forward 4, backward 4, idle 2
            1 backward 4, idle 6
            """);
  }

  @Test
  void a_window_cuts_what_reaches_over_its_edges() {
    SliceIndex row = new SliceIndex(new TestSlices().add(SliceKind.FORWARD, 0, 100));
    assertThat(picture(row, new Window(30, 50, 1)))
        .isEqualTo(
            """
            0 forward 20
            """);
  }

  @Test
  void what_is_a_thousandth_of_a_column_is_still_there() {
    TestSlices slices = new TestSlices();
    for (int i = 0; i < 1000; i++) {
      slices.add(SliceKind.FORWARD, 1000L * i, 1000L * i + 999);
      slices.add(SliceKind.TRANSFER, 1000L * i + 999, 1000L * i + 1000);
    }
    assertThat(picture(new SliceIndex(slices), new Window(0, 1_000_000, 2)))
        .isEqualTo(
            """
            0 forward 499500, transfer 500
            1 forward 499500, transfer 500
            """);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void the_shares_of_all_columns_add_up_to_what_is_there_at_any_zoom(long seed) {
    Random random = new Random(seed);
    TestSlices slices = TestSlices.random(random, 1 + random.nextInt(3000));
    SliceIndex row = new SliceIndex(slices);
    for (int look = 0; look < 200; look++) {
      long from = random.nextLong(-100, slices.end());
      int columns = 1 + random.nextInt(300);
      long to = from + columns + random.nextLong(2 * slices.end());
      ColumnShares shares = new ColumnShares(new Window(from, to, columns));
      row.fill(shares);
      Map<SliceKind, Long> sums = new EnumMap<>(SliceKind.class);
      for (int column = 0; column < columns; column++) {
        for (SliceKind kind : SliceKind.values()) {
          assertThat(shares.nanos(column, kind)).isBetween(0L, shares.columnNanos(column));
          sums.merge(kind, shares.nanos(column, kind), Long::sum);
        }
      }
      assertThat(sums).isEqualTo(slices.nanosByKind(from, to));
      assertThat(row.countIn(shares.window())).isEqualTo(slices.countIn(from, to));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void long_slices_are_found_among_short_ones(long seed) {
    Random random = new Random(seed);
    TestSlices slices = TestSlices.random(random, 2000);
    SliceIndex row = new SliceIndex(slices);
    for (int look = 0; look < 50; look++) {
      long from = random.nextLong(slices.end());
      Window window = new Window(from, from + 10 + random.nextLong(slices.end()), 10);
      long least = random.nextLong(40);
      List<Integer> found = new ArrayList<>();
      row.forEachLong(window, least, found::add);
      assertThat(found).isEqualTo(slices.longIn(window, least));
    }
  }

  @Test
  void a_slice_can_be_taken_out_to_be_drawn_by_itself() {
    SliceIndex row =
        new SliceIndex(
            new TestSlices().add(SliceKind.FORWARD, 0, 14).add(SliceKind.FORWARD, 15, 16));
    ColumnShares shares = new ColumnShares(new Window(5, 25, 2));
    row.fill(shares);
    shares.remove(SliceKind.FORWARD, 0, 14);
    assertThat(shares.nanos(0, SliceKind.FORWARD)).isZero();
    assertThat(shares.nanos(1, SliceKind.FORWARD)).isEqualTo(1);
  }

  @Test
  void a_window_needs_a_column_and_a_nanosecond() {
    assertThatThrownBy(() -> new Window(9, 9, 10))
        .hasMessage("a window of 10 columns from 9 to 9 ns; it needs a column and a nanosecond");
  }

  private static String picture(SliceIndex row, Window window) {
    ColumnShares shares = new ColumnShares(window);
    row.fill(shares);
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < window.columns(); column++) {
      List<String> parts = new ArrayList<>();
      for (SliceKind kind : SliceKind.values()) {
        if (shares.nanos(column, kind) > 0) {
          parts.add(kind.label() + " " + shares.nanos(column, kind));
        }
      }
      text.append(column).append(' ').append(String.join(", ", parts)).append('\n');
    }
    return text.toString();
  }
}
