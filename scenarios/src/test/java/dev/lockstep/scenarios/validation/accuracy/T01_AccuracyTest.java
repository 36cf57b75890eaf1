package dev.lockstep.scenarios.validation.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors and their summaries, on numbers that one works out by hand. */
class T01_AccuracyTest {

  @Test
  void an_error_has_the_sign_of_the_deviation() {
    assertThat(row("a", 200, 210).error().orElseThrow()).isCloseTo(0.05, within(1e-12));
    assertThat(row("a", 200, 190).error().orElseThrow()).isCloseTo(-0.05, within(1e-12));
  }

  @Test
  void errors_of_1_2_3_and_10_percent() {
    Accuracy accuracy =
        Accuracy.of(
            List.of(row("a", 100, 101), row("b", 100, 98), row("c", 100, 110), row("d", 100, 97)));

    assertThat(accuracy.rows()).isEqualTo(4);
    assertThat(accuracy.meanError().orElseThrow()).isCloseTo(0.04, within(1e-12));
    assertThat(accuracy.medianError().orElseThrow()).isCloseTo(0.025, within(1e-12));
    assertThat(accuracy.worstError().orElseThrow()).isCloseTo(0.10, within(1e-12));
    assertThat(accuracy.worstId()).contains("c");
  }

  @Test
  void the_median_of_three_is_the_middle_one() {
    Accuracy accuracy =
        Accuracy.of(List.of(row("a", 100, 101), row("b", 100, 90), row("c", 100, 97)));

    assertThat(accuracy.medianError().orElseThrow()).isCloseTo(0.03, within(1e-12));
  }

  @Test
  void rows_without_a_prediction_are_counted_and_nothing_else() {
    Accuracy accuracy = Accuracy.of(List.of(row("a", 100, 104), refused("b")));

    assertThat(accuracy.rows()).isEqualTo(2);
    assertThat(accuracy.refused()).isEqualTo(1);
    assertThat(accuracy.meanError().orElseThrow()).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void of_nothing_there_is_no_error_rather_than_none() {
    Accuracy accuracy = Accuracy.of(List.of(refused("b")));

    assertThat(accuracy.meanError()).isEmpty();
    assertThat(accuracy.medianError()).isEmpty();
    assertThat(accuracy.worstError()).isEmpty();
    assertThat(accuracy.rankCorrelation()).isEmpty();
  }

  /** 1 - 6 sum(d^2) / (n (n^2 - 1)) where nothing ties. */
  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          measured,   predicted,  correlation
          1 2 3 4 5,  2 4 5 8 9,    1
          1 2 3 4 5,  5 4 3 2 1,   -1
          1 2 3 4 5,  1 3 2 4 5,    0.9
          1 2 3 4 5,  2 1 4 3 5,    0.8
          1 2 3,      1 3 2,        0.5
          1 2 2 3,    1 2 3 4,      0.9486832980505138
          """)
  void spearman(String measured, String predicted, double correlation) {
    assertThat(Accuracy.of(rows(measured, predicted)).rankCorrelation().orElseThrow())
        .isCloseTo(correlation, within(1e-12));
  }

  @Test
  void two_rows_or_equal_ones_have_no_order() {
    assertThat(Accuracy.of(rows("1 2", "1 2")).rankCorrelation()).isEmpty();
    assertThat(Accuracy.of(rows("1 2 3", "7 7 7")).rankCorrelation()).isEmpty();
  }

  @Test
  void figures_and_families_are_ranked_by_themselves_and_the_lowest_counts() {
    List<Comparison> all = new ArrayList<>(rows("1 2 3 4 5", "1 2 3 4 5"));
    all.addAll(named("other", "iterationTimeMs", rows("10 20 30", "1 3 2")));
    all.addAll(named("f", "mfu", rows("0.1 0.2 0.3", "0.1 0.2 0.3")));

    assertThat(Accuracy.of(all).rankCorrelation()).hasValue(0.5);
  }

  /** What is predicted fastest: is it among the three that are? */
  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          figure,           measured,   predicted,  good, groups
          iterationTimeMs,  1 2 3 4 5,  9 9 1 9 9,  1,    1
          iterationTimeMs,  1 2 3 4 5,  9 9 9 1 9,  0,    1
          samplesPerSecond, 1 2 3 4 5,  1 1 9 1 1,  1,    1
          samplesPerSecond, 1 2 3 4 5,  1 9 1 1 1,  0,    1
          iterationTimeMs,  1 2 3 4 5,  1 9 9 9 1,  0,    1
          iterationTimeMs,  1 2 3 3 5,  9 9 9 1 9,  1,    1
          iterationTimeMs,  1 2 3,      9 9 1,      0,    0
          """)
  void the_best_choice(String figure, String measured, String predicted, int good, int groups) {
    assertThat(Accuracy.of(named("f", figure, rows(measured, predicted))).bestChoice())
        .isEqualTo(new BestChoice(good, groups));
  }

  @Test
  void only_configurations_of_one_group_compete() {
    List<Comparison> all = new ArrayList<>(rows("1 2 3 4", "1 2 3 4"));
    rows("10 20 30 40", "40 30 20 10").forEach(row -> all.add(in("other group", row)));

    assertThat(Accuracy.of(all).bestChoice()).isEqualTo(new BestChoice(1, 2));
  }

  private static Comparison row(String id, double measured, double predicted) {
    return new Comparison(
        id,
        "f",
        "",
        "iterationTimeMs",
        measured,
        OptionalDouble.of(predicted),
        Optional.empty(),
        Standing.UNFITTED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Comparison refused(String id) {
    return new Comparison(
        id,
        "f",
        "",
        "iterationTimeMs",
        1,
        OptionalDouble.empty(),
        Optional.of("why"),
        Standing.UNFITTED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static List<Comparison> rows(String measured, String predicted) {
    double[] first = numbers(measured);
    double[] second = numbers(predicted);
    return IntStream.range(0, first.length)
        .mapToObj(i -> row("row" + i, first[i], second[i]))
        .toList();
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static List<Comparison> named(String family, String figure, List<Comparison> rows) {
    return rows.stream()
        .map(
            row ->
                new Comparison(
                    row.id(),
                    family,
                    "",
                    figure,
                    row.measured(),
                    row.predicted(),
                    row.reason(),
                    row.standing(),
                    row.relativeTo(),
                    row.source(),
                    row.note()))
        .toList();
  }

  private static Comparison in(String group, Comparison row) {
    return new Comparison(
        row.id(),
        row.family(),
        group,
        row.figure(),
        row.measured(),
        row.predicted(),
        row.reason(),
        row.standing(),
        row.relativeTo(),
        row.source(),
        row.note());
  }
}
