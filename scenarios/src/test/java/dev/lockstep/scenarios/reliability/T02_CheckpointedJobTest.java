package dev.lockstep.scenarios.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.scenarios.montecarlo.KeyedRandom;
import dev.lockstep.scenarios.montecarlo.MeanInterval;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that meet failures, against what is known of them. */
class T02_CheckpointedJobTest {

  /** Three intervals of 100 s with checkpoints of 10 s; 250 s leave 50 for the last. */
  @ParameterizedTest
  @CsvSource({"300, 330", "250, 280", "100, 110", "60, 70"})
  void without_failures_everything_is_certain(double work, double seconds) {
    CheckpointedJob job = job(work, Optional.empty(), 20);

    assertThat(job.run(new KeyedRandom(1))).isEqualTo(new CheckpointedJob.Course(seconds, 0));
    assertThat(job.secondsWithoutFailures()).isEqualTo(seconds);
  }

  /**
   * The interval of the mean of many jobs holds the closed form, from a failure a month to several
   * in an interval.
   */
  @ParameterizedTest
  @CsvSource({
    "1e6, 100, 10, 20, 10000",
    "1000, 100, 10, 20, 10000",
    "1000, 100, 0, 0, 1000",
    "100, 100, 10, 20, 1000",
    "100, 30, 5, 200, 333",
    "50, 100, 10, 20, 1050"
  })
  void mean_times_are_those_of_the_closed_form(
      double mean, double interval, double checkpoint, double restart, double work) {
    Checkpoints checkpoints = new Checkpoints(interval, checkpoint, restart);
    CheckpointedJob job =
        new CheckpointedJob(work, checkpoints, Optional.of(FailureLaw.exponential(mean)));
    double expected = new ExponentialFailures(mean).expectedSeconds(work, checkpoints);

    MeanInterval interval99 = MeanInterval.of(seconds(job, 0, 4000), 0.999);

    assertThat(interval99.holds(expected))
        .as("%s to %s s holds %s s", interval99.low(), interval99.high(), expected)
        .isTrue();
    assertThat(interval99.relativePrecision()).isLessThan(0.1);
  }

  /** 400 studies of 100 jobs each: intervals of 95 % hold the truth in 95 %, within 3 errors. */
  @ParameterizedTest
  @CsvSource({"1000, 20", "300, 0", "200, 60"})
  void intervals_hold_the_closed_form_as_often_as_they_claim(double mean, double restart) {
    CheckpointedJob job = job(2000, Optional.of(FailureLaw.exponential(mean)), restart);
    double expected = new ExponentialFailures(mean).expectedSeconds(2000, job.checkpoints());

    long hits =
        IntStream.range(0, 400)
            .mapToObj(study -> MeanInterval.of(seconds(job, study, 100), 0.95))
            .filter(interval -> interval.holds(expected))
            .count();

    assertThat(hits / 400.0).isCloseTo(0.95, within(3 * Math.sqrt(0.95 * 0.05 / 400)));
  }

  /** Mean time between failures is kept, whatever the shape; shape 1 is the exponential one. */
  @ParameterizedTest
  @CsvSource({"0.5", "0.7", "1", "2"})
  void failures_come_as_often_as_their_law_says(double shape) {
    FailureLaw law = new FailureLaw(100, shape);

    assertThat(law.distribution().getMean()).isCloseTo(100, within(1e-9));
    assertThat(law.isExponential()).isEqualTo(shape == 1);
    assertThat(new FailureLaw(100, 1).survival(50)).isCloseTo(Math.exp(-0.5), within(1e-12));
  }

  /** Failures in clusters leave longer quiet times between them: less is lost. */
  @Test
  void failures_in_clusters_cost_less_than_as_many_at_random() {
    double atRandom = mean(job(20_000, Optional.of(new FailureLaw(500, 1)), 20));
    double inClusters = mean(job(20_000, Optional.of(new FailureLaw(500, 0.6)), 20));

    assertThat(inClusters).isLessThan(0.98 * atRandom);
  }

  /** Without spares each failure costs a repair; with enough of them none does. */
  @Test
  void a_job_waits_where_all_spares_are_under_repair() {
    FailureLaw law = FailureLaw.exponential(500);
    CheckpointedJob always = job(20_000, Optional.of(law), 20);

    for (int i = 0; i < 50; i++) {
      CheckpointedJob.Course course = always.run(random(i));
      CheckpointedJob.Course none = with(always, new Spares(0, 100)).run(random(i));
      CheckpointedJob.Course few = with(always, new Spares(1, 400)).run(random(i));

      assertThat(none.failures()).isEqualTo(course.failures());
      assertThat(none.seconds())
          .isCloseTo(course.seconds() + 100 * course.failures(), within(1e-6));
      assertThat(few.seconds())
          .isBetween(course.seconds(), course.seconds() + 400 * course.failures());
      assertThat(with(always, new Spares(10_000, 1e9)).run(random(i))).isEqualTo(course);
    }
  }

  /** One spare and slow repairs: the second failure waits for the first one's repair. */
  @Test
  void the_first_that_is_repaired_is_the_next_spare() {
    double wait =
        IntStream.range(0, 50)
            .mapToDouble(
                i ->
                    with(job(300, Optional.of(FailureLaw.exponential(200)), 0), new Spares(1, 1e6))
                            .run(random(i))
                            .seconds()
                        - job(300, Optional.of(FailureLaw.exponential(200)), 0)
                            .run(random(i))
                            .seconds())
            .filter(w -> w > 0)
            .min()
            .orElseThrow();

    assertThat(wait).isBetween(0.99e6, 1e6);
  }

  private static CheckpointedJob with(CheckpointedJob job, Spares spares) {
    return new CheckpointedJob(
        job.workSeconds(), job.checkpoints(), job.failures(), Optional.of(spares));
  }

  private static KeyedRandom random(int job) {
    return new KeyedRandom(KeyedRandom.key(23, job));
  }

  @Test
  void a_job_that_hardly_ever_gets_anywhere_is_not_tried() {
    CheckpointedJob job = job(1000, Optional.of(FailureLaw.exponential(10)), 20);

    assertThat(job.isHopeless()).isTrue();
    assertThatThrownBy(() -> job.run(new KeyedRandom(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("never ends");
  }

  private static CheckpointedJob job(
      double work, Optional<FailureLaw> failures, double restartSeconds) {
    return new CheckpointedJob(work, new Checkpoints(100, 10, restartSeconds), failures);
  }

  private static double[] seconds(CheckpointedJob job, long study, int jobs) {
    return IntStream.range(0, jobs)
        .mapToObj(i -> job.run(new KeyedRandom(KeyedRandom.key(3, study, i))))
        .mapToDouble(CheckpointedJob.Course::seconds)
        .toArray();
  }

  private static double mean(CheckpointedJob job) {
    return MeanInterval.of(seconds(job, 0, 2000), 0.95).mean();
  }
}
