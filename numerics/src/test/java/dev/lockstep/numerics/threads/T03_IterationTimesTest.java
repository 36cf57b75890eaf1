package dev.lockstep.numerics.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.core.timeline.Timeline;
import dev.lockstep.strategies.pipeline.GPipe;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When iterations were complete, and whether other programs disturbed them. */
class T03_IterationTimesTest {

  /** One device: a forward, a backward and an update an iteration. */
  private static final Schedule SCHEDULE = new GPipe().plan(new Workload(1, 1, 4));

  /** Each task takes 10 ns, those of the last iteration 20 ns. */
  private static final Timeline TIMELINE =
      new Timeline(
          SCHEDULE,
          new long[] {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 110, 130},
          new long[] {10, 20, 30, 40, 50, 60, 70, 80, 90, 110, 130, 150});

  @Test
  void an_iteration_lasts_from_the_completion_of_the_one_before() {
    IterationTimes times = IterationTimes.of(TIMELINE);

    assertThat(IntStream.range(0, times.count()).mapToLong(times::nanos))
        .containsExactly(30L, 30L, 30L, 60L);
    assertThat(times.meanNanos(1)).isEqualTo(40);
    assertThat(times.meanNanos(2)).isEqualTo(45);
  }

  @Test
  void a_lane_that_lost_its_processor_disturbs_the_iteration_alone() {
    long[] processor =
        IntStream.range(0, 12)
            .mapToLong(task -> TIMELINE.endNanos(task) - TIMELINE.startNanos(task))
            .toArray();
    processor[4] = 5;
    MeasuredRun run = new MeasuredRun(TIMELINE, processor);
    IterationTimes times = IterationTimes.of(run);

    assertThat(IntStream.range(0, 4).mapToObj(times::isDisturbed))
        .containsExactly(false, true, false, false);
    assertThat(run.processorShare(0)).isEqualTo((double) LongStream.of(processor).sum() / 150);
  }
}
