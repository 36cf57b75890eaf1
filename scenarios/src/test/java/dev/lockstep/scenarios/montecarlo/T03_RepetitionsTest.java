package dev.lockstep.scenarios.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** When repeating stops, and that threads make no difference. */
class T03_RepetitionsTest {

  @Test
  void what_is_certain_is_repeated_as_rarely_as_allowed() {
    assertThat(repeated(new Precision(0.01, 0.95, 30, 1000), 0)).hasSize(30);
  }

  /** Checks come after 30, 37, 46, ... repetitions, each time a quarter more. */
  @Test
  void what_varies_is_repeated_until_it_is_precise_or_to_the_last() {
    List<Double> precise = repeated(new Precision(0.05, 0.95, 30, 1000), 1);
    List<Double> stopped = repeated(new Precision(0.001, 0.95, 30, 200), 1);

    assertThat(precise).hasSizeBetween(100, 400);
    assertThat(stopped).hasSize(200);
    assertThat(precise.subList(0, 37)).isEqualTo(stopped.subList(0, 37));
  }

  @Test
  void one_thread_and_eight_give_the_same() throws Exception {
    Precision precision = new Precision(0.02, 0.95, 30, 10_000);

    List<Double> alone = new ForkJoinPool(1).submit(() -> repeated(precision, 1)).get();
    List<Double> together = new ForkJoinPool(8).submit(() -> repeated(precision, 1)).get();

    assertThat(together).isEqualTo(alone).hasSizeGreaterThan(500);
  }

  @Test
  void impossible_wishes_are_refused() {
    assertThatThrownBy(() -> new Precision(0, 0.95, 30, 100))
        .hasMessage("precision 0.0 at confidence 0.95 with 30 to 100 repetitions");
    assertThatThrownBy(() -> new Precision(0.1, 0.95, 30, 20))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Uniform between 1 - width/2 and 1 + width/2. */
  private static List<Double> repeated(Precision precision, double width) {
    return Repetitions.until(
        precision,
        i -> 1 + width * (new KeyedRandom(KeyedRandom.key(5, i)).nextDouble() - 0.5),
        figure -> new double[] {figure});
  }
}
