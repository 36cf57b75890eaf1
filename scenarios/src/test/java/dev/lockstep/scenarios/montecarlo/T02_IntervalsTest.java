package dev.lockstep.scenarios.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals hold the truth as often as they claim, within what 400 trials can tell. */
class T02_IntervalsTest {

  private static final int TRIALS = 400;

  /** Mean 4, deviation 1, t of 2 degrees 4.302653: 4 +- 4.302653 / sqrt(3). */
  @Test
  void of_three_figures_by_hand() {
    MeanInterval interval = MeanInterval.of(new double[] {3, 4, 5}, 0.95);

    assertThat(interval.mean()).isEqualTo(4);
    assertThat(interval.standardDeviation()).isEqualTo(1);
    assertThat(interval.high() - 4).isCloseTo(4.302653 / Math.sqrt(3), within(1e-6));
    assertThat(interval.low() + interval.high()).isCloseTo(8, within(1e-12));
    assertThat(interval.relativePrecision()).isCloseTo(0.621035, within(1e-6));
  }

  @Test
  void of_equal_figures_it_is_a_point_and_of_one_there_is_none() {
    assertThat(MeanInterval.of(new double[] {2, 2, 2}, 0.95))
        .isEqualTo(new MeanInterval(2, 2, 2, 0, 3));
    assertThatThrownBy(() -> MeanInterval.of(new double[] {2}, 0.95))
        .hasMessage("an interval of 1 repetitions");
  }

  @ParameterizedTest
  @CsvSource({"0.8, 5", "0.95, 5", "0.95, 30", "0.99, 30"})
  void the_mean_of_so_many_normal_figures(double confidence, int count) {
    NormalDistribution normal = NormalDistribution.of(10, 3);

    int hits =
        (int)
            IntStream.range(0, TRIALS)
                .mapToObj(
                    trial ->
                        normal
                            .createSampler(new KeyedRandom(KeyedRandom.key(11, trial)))
                            .samples(count)
                            .toArray())
                .filter(figures -> MeanInterval.of(figures, confidence).holds(10))
                .count();

    assertShare(hits, confidence);
  }

  /** The number of repetitions is itself left to chance here, which costs a little. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.03})
  void the_mean_of_as_many_as_the_precision_takes(double precise) {
    ExponentialDistribution exponential = ExponentialDistribution.of(1);
    Precision precision = new Precision(precise, 0.95, 100, 100_000);

    List<MeanInterval> intervals =
        IntStream.range(0, TRIALS)
            .mapToObj(
                trial ->
                    Repetitions.until(
                        precision,
                        i ->
                            exponential
                                .createSampler(new KeyedRandom(KeyedRandom.key(13, trial, i)))
                                .sample(),
                        figure -> new double[] {figure}))
            .map(done -> MeanInterval.of(done.stream().mapToDouble(f -> f).toArray(), 0.95))
            .toList();

    assertThat(intervals).allMatch(interval -> interval.relativePrecision() <= precise);
    assertShare((int) intervals.stream().filter(interval -> interval.holds(1)).count(), 0.95);
  }

  /** Ordered figures hold it at least as often as they claim. */
  @ParameterizedTest
  @CsvSource({"0.05, 300", "0.5, 100", "0.95, 300"})
  void a_quantile_of_exponential_figures(double share, int count) {
    ExponentialDistribution exponential = ExponentialDistribution.of(1);
    double truth = exponential.inverseCumulativeProbability(share);

    long hits =
        IntStream.range(0, TRIALS)
            .mapToObj(
                trial ->
                    QuantileInterval.of(
                        exponential
                            .createSampler(new KeyedRandom(KeyedRandom.key(17, trial)))
                            .samples(count)
                            .toArray(),
                        share,
                        0.95))
            .filter(interval -> interval.low() <= truth && truth <= interval.high())
            .count();

    assertThat(hits / (double) TRIALS).isGreaterThan(0.95 - error(0.95)).isLessThan(1);
  }

  @Test
  void a_quantile_is_one_of_the_figures() {
    double[] figures = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();

    assertThat(QuantileInterval.of(figures, 0.5, 0.95)).isEqualTo(new QuantileInterval(50, 40, 61));
    assertThat(QuantileInterval.of(figures, 0.95, 0.95).value()).isEqualTo(95);
  }

  private static void assertShare(int hits, double confidence) {
    assertThat(hits / (double) TRIALS).isCloseTo(confidence, within(error(confidence)));
  }

  /** Three standard errors of a share of so many trials. */
  private static double error(double share) {
    return 3 * Math.sqrt(share * (1 - share) / TRIALS);
  }
}
