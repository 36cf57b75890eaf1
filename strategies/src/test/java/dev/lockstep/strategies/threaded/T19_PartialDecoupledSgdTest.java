package dev.lockstep.strategies.threaded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.metrics.SteadyState;
import dev.lockstep.core.metrics.WeightUse;
import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.ScheduleException;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.Runs;
import dev.lockstep.strategies.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A forward thread and some backward threads that share a device and its weights. */
class T19_PartialDecoupledSgdTest {

  private static final int MICRO_BATCHES = 120;

  @Test
  void oneForwardThreadFeedsTwoBackwardThreads() {
    var strategy = new PartialDecoupledSgd(2, 3, 2);

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(1, 3), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  0F0 1F0 0F1 1F1 0F2 1F2 1B2 1B2 0B2 0B2
                        .   . 1B0 1B0 1B1 1B1 0B1 0B1   .   .
                        .   .   .   . 0B0 0B0   .   .   .   .
            """);
  }

  @Test
  void threadsTakeTurnsOnADeviceThatOneKeepsBusy() {
    var strategy = new PartialDecoupledSgd(2, 1, 2);

    assertThat(Runs.drawing(Runs.run(strategy, Workload.of(1, 3), Times.unit(1)), 1))
        .isEqualTo(
            """
            device 0  0F0 1F0 1B0 1B0 0F1 1F1 0B0 0B0 1B1 1B1 0F2 1F2 0B1 0B1 1B2 1B2 0B2 0B2
            """);
  }

  /** Each stage as soon as its gradient is there; forwards behind it read the new weights. */
  @Test
  void updatesStageByStage() {
    assertThat(new PartialDecoupledSgd(2, 1, 2).plan(Workload.of(1, 3)).toString())
        .isEqualTo(
            "device0: 0F0 1F0 1B0 0F1 1F1 1U0 0B0 1B1 0F2 1F2 0U0 1U1 0B1 1B2 0U1 1U2 0B2 0U2\n");
  }

  /** max(F, B / b) with room for all threads, F + B with room for one. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 60, 60",
    "2, 2, 60, 120",
    "2, 4, 60, 120",
    "2, 8, 60, 60",
    "2, 8, 60, 200",
    "3, 3, 60, 180",
    "3, 5, 60, 120",
    "3, 13, 60, 300"
  })
  void takesTheTimeOfTheSlowestThreadOrOfAllInTurn(
      int threads, int stages, double forward, double backward) {
    var together = new PartialDecoupledSgd(threads, threads + 1, stages);
    assertThat(period(together, (long) forward, (long) backward))
        .isEqualTo(Math.max(stages * forward, stages * backward / threads));
    var inTurn = new PartialDecoupledSgd(threads, 1, stages);
    assertThat(period(inTurn, (long) forward, (long) backward))
        .isEqualTo(stages * (forward + backward));
  }

  /** The paper's case, B = b F: T instead of (1 + b) T. */
  @ParameterizedTest
  @CsvSource({"1, 4", "2, 4", "3, 4", "4, 8"})
  void isAtBestAsManyTimesFasterAsThereAreThreads(int threads, int stages) {
    double alone = period(new PartialDecoupledSgd(threads, 1, stages), 10, 10L * threads);
    double together =
        period(new PartialDecoupledSgd(threads, threads + 1, stages), 10, 10L * threads);

    assertThat(alone / together).isEqualTo(1 + threads);
  }

  /** (F + B) / c: two of three threads at once. */
  @ParameterizedTest
  @CsvSource({"3", "4", "8"})
  void threadsThatExceedTheDeviceShareIt(int stages) {
    assertThat(period(new PartialDecoupledSgd(2, 2, stages), 60, 120)).isEqualTo(stages * 90.0);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "3, 2", "4, 3", "1, 4", "5, 4"})
  void isNeverBusierThanItCanBe(int atOnce, int threads) {
    Timeline timeline = run(new PartialDecoupledSgd(threads, atOnce, 4), 60, 60L * threads);
    SteadyState steady = new SteadyState(timeline, 40, 79);
    var costs = new Times(60, 30L * threads, 30L * threads, 0, 0).costs(4);

    assertThat(steady.utilisation()).isEqualTo(1);
    assertThat(steady.usefulUtilisation(costs)).isEqualTo(1);
  }

  /** Later stages go backward first, so their weights are hardly old: 2 threads, 4 stages. */
  @Test
  void stalenessFallsFromTheNumberOfThreadsToZero() {
    Schedule schedule = new PartialDecoupledSgd(1).plan(new Workload(1, 1, 20));

    assertThat(WeightUse.of(schedule).staleness()).containsExactly(2, 2, 1, 0);
    assertThat(WeightUse.of(schedule).weightVersions()).containsOnly(1);
  }

  /** The paper's count: b (p - 1) / 2 forwards of a stage, on average over the stages. */
  @ParameterizedTest
  @CsvSource({"2, 2", "2, 4", "3, 8"})
  void aStageWaitsForItsGradientHalfABackwardOnAverage(int threads, int stages) {
    Timeline timeline =
        run(new PartialDecoupledSgd(threads, threads + 1, stages), 10, 10L * threads);
    Schedule schedule = timeline.schedule();
    long waited = 0;
    for (int task = 0; task < schedule.taskCount(); task++) {
      if (schedule.microBatch(task) == 50 && schedule.operation(task) == Operation.BACKWARD) {
        waited += timeline.startNanos(task) - 51L * stages * 10;
      }
    }

    assertThat(waited / (double) stages).isEqualTo(10 * threads * (stages - 1) / 2.0);
  }

  /** One thread updates a stage at a time. */
  @Test
  void hasNoMoreThreadsThanStages() {
    Workload workload = new Workload(1, 1, 9);

    assertThat(new PartialDecoupledSgd(5, 1, 2).plan(workload).toString())
        .isEqualTo(new PartialDecoupledSgd(2, 1, 2).plan(workload).toString());
  }

  @Test
  void refusesMoreAtOnceThanThereAre() {
    assertThatThrownBy(() -> new PartialDecoupledSgd(2, 4, 3))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "pd-asgd with 3 stages, 2 backward threads and 4 threads at once;"
                + " at least 1, and at most all 3 at once");
  }

  @Test
  void refusesAPipeline() {
    assertThatThrownBy(() -> new PartialDecoupledSgd(1).plan(Workload.of(4, 8)))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "pd-asgd with the model spread over 4 devices; every device holds all of it."
                + " Maybe use a pipeline of 1 and a data-parallel degree of 4.");
  }

  private static double period(PartialDecoupledSgd strategy, long forward, long backward) {
    SteadyState steady = new SteadyState(run(strategy, forward, backward), 40, 79);
    return steady.windowNanos() / (double) steady.iterations();
  }

  private static Timeline run(PartialDecoupledSgd strategy, long forward, long backward) {
    return Runs.run(
        strategy,
        new Workload(1, 1, MICRO_BATCHES),
        new Times(forward, backward / 2, backward - backward / 2, 0, 0));
  }
}
