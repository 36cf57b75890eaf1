package dev.lockstep.numerics.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Learning rates, as tables of ten updates. */
class T04_RateScheduleTest {

  private static String table(RateSchedule schedule) {
    return LongStream.range(0, 10)
        .mapToObj(step -> String.format(Locale.ROOT, "%.3f", schedule.rate(step)))
        .collect(Collectors.joining(" "));
  }

  @Test
  void constant() {
    assertThat(table(RateSchedule.constant(0.1)))
        .isEqualTo("0.100 0.100 0.100 0.100 0.100 0.100 0.100 0.100 0.100 0.100");
  }

  @Test
  void linear() {
    assertThat(table(RateSchedule.linear(0.1, 0.5, 4)))
        .isEqualTo("0.100 0.200 0.300 0.400 0.500 0.500 0.500 0.500 0.500 0.500");
  }

  @Test
  void steps() {
    assertThat(table(RateSchedule.steps(1, 0.1, List.of(3L, 6L))))
        .isEqualTo("1.000 1.000 1.000 0.100 0.100 0.100 0.010 0.010 0.010 0.010");
  }

  /** At a third of the way the cosine is a half, and the rate three quarters. */
  @Test
  void cosine() {
    assertThat(table(RateSchedule.cosine(1, 6)))
        .isEqualTo("1.000 0.933 0.750 0.500 0.250 0.067 0.000 0.000 0.000 0.000");
  }

  /** A quarter, a half, three quarters and all of what the schedule says by then. */
  @Test
  void warmUpRisesToTheSchedule() {
    assertThat(table(RateSchedule.steps(1, 0.1, List.of(6L)).warmedUp(4)))
        .isEqualTo("0.250 0.500 0.750 1.000 1.000 1.000 0.100 0.100 0.100 0.100");
    assertThat(table(RateSchedule.cosine(1, 6).warmedUp(2)))
        .isEqualTo("0.500 0.933 0.750 0.500 0.250 0.067 0.000 0.000 0.000 0.000");
  }

  /** Some epochs at a tenth of the rate, then a cosine that begins there. */
  @Test
  void oneScheduleFollowsAnother() {
    assertThat(table(RateSchedule.constant(0.1).followedBy(RateSchedule.cosine(1, 6), 3)))
        .isEqualTo("0.100 0.100 0.100 1.000 0.933 0.750 0.500 0.250 0.067 0.000");
  }

  @Test
  void aChangeNeedsUpdates() {
    assertThatThrownBy(() -> RateSchedule.cosine(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("changes over 0 updates");
  }
}
