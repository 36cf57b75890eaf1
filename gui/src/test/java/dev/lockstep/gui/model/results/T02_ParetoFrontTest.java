package dev.lockstep.gui.model.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Points that no other beats in one figure without losing in the other. */
class T02_ParetoFrontTest {

  /**
   *
   *
   * <pre>
   *  3 | a . b
   *  2 | . c .
   *  1 | d . e
   *     -------
   *      1 2 3
   * </pre>
   */
  private static final List<Point> SQUARE =
      List.of(
          new Point(0, 1, 3),
          new Point(1, 3, 3),
          new Point(2, 2, 2),
          new Point(3, 1, 1),
          new Point(4, 3, 1));

  @ParameterizedTest
  @CsvSource({
    "LESS_OF_BOTH, d",
    "LESS_ACROSS_MORE_UP, a",
    "MORE_ACROSS_LESS_UP, e",
    "MORE_OF_BOTH, b"
  })
  void one_corner_beats_all(Better better, String corner) {
    assertThat(better.front(SQUARE))
        .extracting(point -> "abcde".charAt(point.row()))
        .containsExactly(corner.charAt(0));
  }

  @Test
  void what_costs_more_has_to_be_better() {
    List<Point> points =
        List.of(new Point(0, 1, 5), new Point(1, 2, 5), new Point(2, 3, 4), new Point(3, 4, 1));
    assertThat(Better.LESS_OF_BOTH.front(points)).extracting(Point::row).containsExactly(0, 2, 3);
    assertThat(Better.MORE_OF_BOTH.front(points)).extracting(Point::row).containsExactly(3, 2, 1);
  }

  @Test
  void of_points_in_one_place_the_first_is_shown() {
    List<Point> points = List.of(new Point(7, 1, 1), new Point(8, 1, 1));
    assertThat(Better.LESS_OF_BOTH.front(points)).extracting(Point::row).containsExactly(7);
  }

  @ParameterizedTest
  @EnumSource
  void on_any_points_none_of_the_front_is_beaten_and_all_others_are(Better better) {
    Random random = new Random(5);
    List<Point> points =
        IntStream.range(0, 300)
            .mapToObj(row -> new Point(row, random.nextInt(40), random.nextInt(40)))
            .toList();
    List<Point> front = better.front(points);
    int across = better.name().startsWith("LESS") ? 1 : -1;
    int up = better == Better.LESS_OF_BOTH || better == Better.MORE_ACROSS_LESS_UP ? 1 : -1;
    for (Point point : points) {
      boolean beaten =
          points.stream()
              .anyMatch(
                  other ->
                      across * other.x() <= across * point.x()
                          && up * other.y() <= up * point.y()
                          && (other.x() != point.x() || other.y() != point.y()));
      boolean shown = front.stream().anyMatch(one -> one.x() == point.x() && one.y() == point.y());
      assertThat(shown).as(point.toString()).isEqualTo(!beaten);
    }
  }
}
