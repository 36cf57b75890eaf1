package dev.lockstep.scenarios.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.scenarios.train.TrainingResult.Look;
import dev.lockstep.scenarios.train.TrainingResult.OfSeed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures of several runs. */
class T02_FiguresOfSeedsTest {

  @Test
  void one_run_says_nothing_of_chance() {
    assertThat(MeanOfSeeds.of(List.of(0.7)))
        .isEqualTo(new MeanOfSeeds(0.7, OptionalDouble.empty()));
  }

  @Test
  void the_interval_is_students() {
    // deviation 1, error 1 / sqrt 3, quantile 4.302653 at two degrees of freedom
    MeanOfSeeds mean = MeanOfSeeds.of(List.of(1.0, 2.0, 3.0));

    assertThat(mean.mean()).isEqualTo(2);
    assertThat(mean.halfInterval95().getAsDouble()).isCloseTo(2.484138, within(1e-6));
  }

  @Test
  void a_target_is_reached_at_the_first_look_that_is_as_good() {
    TimeToTarget target =
        TimeToTarget.of(0.5, List.of(seed(0.4, 0.5, 0.4, 0.6), seed(0.1, 0.2, 0.3, 0.9)));

    assertThat(target.seedsThatReachedIt()).isEqualTo(2);
    assertThat(target.iterations().orElseThrow().mean()).isEqualTo((20 + 40) / 2.0);
    assertThat(target.simulatedMs().orElseThrow().mean()).isEqualTo((4 + 8) / 2.0);
  }

  @Test
  void there_is_no_mean_time_while_a_run_never_got_there() {
    TimeToTarget target = TimeToTarget.of(0.5, List.of(seed(0.4, 0.5), seed(0.1, 0.2)));

    assertThat(target.seedsThatReachedIt()).isEqualTo(1);
    assertThat(target.iterations()).isEmpty();
    assertThat(target.simulatedMs()).isEmpty();
  }

  /** A look every 10 mini-batches of 0.2 ms. */
  private static OfSeed seed(double... accuracies) {
    return new OfSeed(
        1,
        IntStream.range(0, accuracies.length)
            .mapToObj(
                i ->
                    new Look(
                        10 * (i + 1),
                        2.0 * (i + 1),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        accuracies[i],
                        Optional.empty()))
            .toList());
  }
}
