package dev.lockstep.numerics.threads.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.threads.MeasuredRun;
import dev.lockstep.numerics.threads.ThreadedRun;
import dev.lockstep.numerics.threads.calibration.TaskTimes.Kind;
import dev.lockstep.numerics.threads.trial.TrialNetwork;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.decoupled.DecoupledDelayedGradients;
import dev.lockstep.strategies.local.LocalLearning;
import dev.lockstep.strategies.pipeline.GPipe;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks of a real network are timed, predicted with, and carried out. */
class T02_CalibrationTest {

  private static final TrialNetwork RESNET = TrialNetwork.resnet();

  static List<Strategy> strategies() {
    return List.of(
        new GPipe(),
        new OneForwardOneBackward(),
        new DecoupledDelayedGradients(),
        new LocalLearning(1),
        new Interlocking(1));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void each_kind_of_task_of_a_strategy_has_a_time(Strategy strategy) {
    Schedule schedule = strategy.plan(new Workload(2, 2, 2));
    TaskTimes times = new TaskTimes();
    new Calibration(number -> RESNET.otherTraining(strategy, number)).time(schedule, 0, times);

    for (int task = 0; task < schedule.taskCount(); task++) {
      if (schedule.operation(task).isCompute()) {
        Kind kind = new Kind(schedule.operation(task), schedule.stage(task));
        assertThat(times.meanNanos(kind)).as(kind.toString()).isPresent();
      }
    }
    assertThat(new TimedCosts(times, 0).predict(schedule).makespanNanos()).isPositive();
  }

  @Test
  void iterations_of_warm_up_do_not_count() {
    Strategy strategy = new GPipe();
    TaskTimes times = new TaskTimes();
    new Calibration(number -> RESNET.otherTraining(strategy, number))
        .time(strategy.plan(new Workload(2, 2, 2)), 2, times);

    assertThat(times.kinds()).isEmpty();
  }

  @Test
  @Timeout(60)
  void a_task_that_fails_sends_all_threads_home() {
    Strategy strategy = new GPipe();
    Training good = RESNET.otherTraining(strategy, 0);
    Training bad =
        new Training(
            good.stages(),
            microBatch -> {
              throw new IllegalStateException("no samples");
            },
            good.loss(),
            good.headLoss(),
            good.optimizer(),
            good.rate(),
            good.rule(),
            good.seed());
    Calibration calibration = new Calibration(number -> bad);
    Schedule schedule = strategy.plan(new Workload(2, 2, 2));

    assertThatThrownBy(() -> calibration.time(schedule, 0, new TaskTimes()))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("no samples");
  }

  @Test
  void a_transformer_is_carried_out_by_two_threads() {
    Strategy strategy = new OneForwardOneBackward();
    Schedule schedule = strategy.plan(new Workload(2, 2, 2));
    NumericRun numbers = new NumericRun(schedule, TrialNetwork.transformer().training(strategy));
    MeasuredRun run = ThreadedRun.of(schedule, numbers::execute);

    assertThat(numbers.log().loss(1)).isPresent();
    assertThat(run.processorNanos(0)).isPositive();
  }

  @Test
  void a_queue_takes_some_time() {
    assertThat(QueueTime.medianNanos()).isPositive();
  }
}
