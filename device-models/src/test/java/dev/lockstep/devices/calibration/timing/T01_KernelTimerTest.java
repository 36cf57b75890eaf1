package dev.lockstep.devices.calibration.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** Timing on a clock that only the work itself moves. */
class T01_KernelTimerTest {

  private static final TimerSettings TEN = new TimerSettings(0, 0, 10, 10, Long.MAX_VALUE);

  private long nowNanos;
  private final AtomicInteger runs = new AtomicInteger();

  private Timing time(TimerSettings settings, IntToLongFunction nanosOfRun) {
    return new KernelTimer(settings, () -> nowNanos)
        .time(() -> nowNanos += nanosOfRun.applyAsLong(runs.getAndIncrement()));
  }

  @Test
  void steady_work_takes_what_it_takes() {
    Timing timing = time(TEN, run -> 80_000);

    assertThat(timing).isEqualTo(new Timing(80_000, 80_000, 0, 10, 0));
    assertThat(timing.seconds()).isEqualTo(80e-6);
    assertThat(runs).hasValue(1 + 10);
  }

  @Test
  void the_first_run_is_not_timed() {
    assertThat(time(TEN, run -> run == 0 ? 9_000_000 : 80_000).medianNanos()).isEqualTo(80_000);
  }

  @Test
  void short_work_is_timed_several_runs_at_a_time() {
    Timing timing = time(TEN, run -> 1_000);

    assertThat(timing.quietNanos()).isEqualTo(1_000);
    assertThat(runs).hasValue(1 + 10 * 50);
  }

  @Test
  void a_run_that_a_neighbour_disturbed_is_an_outlier() {
    Timing timing = time(TEN, run -> run == 4 ? 4_000_000 : 80_000 + run);

    assertThat(timing.outliers()).isEqualTo(1);
    assertThat(timing.medianNanos()).isBetween(80_000.0, 80_010.0);
  }

  @Test
  void the_quietest_round_counts_where_the_other_was_disturbed_throughout() {
    Timing timing = time(TEN, run -> run <= 5 ? 200_000 : 80_000);

    assertThat(timing.quietNanos()).isEqualTo(80_000);
    assertThat(timing.medianNanos()).isEqualTo(140_000);
  }

  @Test
  void it_stops_when_the_budget_is_over() {
    TimerSettings settings = new TimerSettings(1_000_000, 4_000_000, 5, 1000, Long.MAX_VALUE);

    assertThat(time(settings, run -> 100_000).samples()).isEqualTo(40);
    assertThat(runs).hasValue(10 + 40);
  }

  @Test
  void over_the_limit_it_stops_although_samples_are_missing() {
    TimerSettings settings = new TimerSettings(0, 0, 5, 10, 5_000_000_000L);

    assertThat(time(settings, run -> 2_000_000_000L).samples()).isEqualTo(2);
  }

  @Test
  void of_two_timings_the_quieter_counts() {
    Timing early = new Timing(90, 95, 3, 10, 1);
    Timing late = new Timing(80, 99, 9, 20, 2);

    assertThat(early.quieter(late)).isEqualTo(new Timing(80, 99, 9, 30, 3));
  }

  @Test
  void settings_without_samples_are_refused() {
    assertThatThrownBy(() -> new TimerSettings(0, 0, 0, 5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("samples from 0 to 5; at least one is needed");
  }
}
