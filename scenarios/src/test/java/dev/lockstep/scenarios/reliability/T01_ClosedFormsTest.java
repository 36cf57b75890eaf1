package dev.lockstep.scenarios.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be said of failures without letting any happen. */
class T01_ClosedFormsTest {

  @ParameterizedTest
  @CsvSource({"60, 0, 1.0", "90, 10, 0.9", "3600, 60, 0.98360656"})
  void without_failures_checkpoints_are_all_that_is_lost(
      double interval, double checkpoint, double goodput) {
    Checkpoints checkpoints = new Checkpoints(interval, checkpoint, 5);

    assertThat(checkpoints.goodputWithoutFailures()).isCloseTo(goodput, within(1e-8));
    assertThat(new ExponentialFailures(1e12).goodput(checkpoints)).isCloseTo(goodput, within(1e-7));
  }

  /** M (e - 1) for work as long as the mean time between failures, times e^(R/M) for restarts. */
  @ParameterizedTest
  @CsvSource({"100, 0, 171.828183", "100, 100, 467.077427", "10, 0, 10.5170918"})
  void work_takes_longer_the_longer_it_must_not_be_interrupted(
      double work, double restart, double seconds) {
    assertThat(new ExponentialFailures(100).expectedSeconds(work, restart))
        .isCloseTo(seconds, within(1e-6));
  }

  @Test
  void a_job_is_the_sum_of_its_intervals_and_of_what_is_left() {
    ExponentialFailures failures = new ExponentialFailures(1000);
    Checkpoints checkpoints = new Checkpoints(100, 10, 20);

    assertThat(failures.expectedSeconds(250, checkpoints))
        .isEqualTo(2 * failures.expectedSeconds(110, 20) + failures.expectedSeconds(60, 20));
    assertThat(failures.expectedSeconds(300, checkpoints))
        .isEqualTo(3 * failures.expectedSeconds(110, 20));
    assertThat(failures.goodput(checkpoints))
        .isCloseTo(300 / failures.expectedSeconds(300, checkpoints), within(1e-12));
  }

  /**
   * Where checkpoints are cheap, Young, Daly and the truth agree; where they cost as much as the
   * time between failures, Young's estimate is too long, and Daly's is M by definition from 2 M on.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # M     | C     | best       | Young      | Daly
          86400   | 10    | 1307.8759  | 1314.5341  | 1307.8759
          86400   | 600   | 9786.3282  | 10182.3376 | 9786.2660
          3600    | 600   | 1699.2309  | 2078.4610  | 1697.7060
          1000    | 1000  | 841.4057   | 1414.2136  | 826.1143
          1000    | 5000  | 997.5151   | 3162.2777  | 1000
          """)
  void the_best_interval(double mean, double cost, double best, double young, double daly) {
    ExponentialFailures failures = new ExponentialFailures(mean);

    assertThat(failures.bestIntervalSeconds(cost)).isCloseTo(best, within(1e-3));
    assertThat(failures.youngIntervalSeconds(cost)).isCloseTo(young, within(1e-3));
    assertThat(failures.dalyIntervalSeconds(cost)).isCloseTo(daly, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"86400, 10, 0", "3600, 600, 300", "1000, 5000, 100", "1000, 40000, 0"})
  void no_other_interval_is_better_and_restarts_do_not_move_it(
      double mean, double cost, double restart) {
    ExponentialFailures failures = new ExponentialFailures(mean);
    double best = failures.bestIntervalSeconds(cost);

    double goodput = failures.goodput(new Checkpoints(best, cost, restart));

    assertThat(goodput)
        .isGreaterThan(failures.goodput(new Checkpoints(1.01 * best, cost, restart)))
        .isGreaterThan(failures.goodput(new Checkpoints(0.99 * best, cost, restart)))
        .isGreaterThanOrEqualTo(
            failures.goodput(new Checkpoints(failures.dalyIntervalSeconds(cost), cost, restart)));
  }

  @Test
  void impossible_times_are_refused() {
    assertThatThrownBy(() -> new Checkpoints(0, 1, 1))
        .hasMessage("checkpoints every 0.0 s that take 1.0 s, restarts of 1.0 s");
    assertThatThrownBy(() -> new ExponentialFailures(0)).hasMessage("0.0 s between failures");
  }
}
