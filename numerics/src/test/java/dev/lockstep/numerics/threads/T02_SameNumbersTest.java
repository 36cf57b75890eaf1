package dev.lockstep.numerics.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Dispatch;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.lowering.TransferLowering;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.threads.trial.TrialNetwork;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.decoupled.DecoupledDelayedGradients;
import dev.lockstep.strategies.local.LocalLearning;
import dev.lockstep.strategies.pipeline.GPipe;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However the threads interleave, the numbers are those of one thread, to the last bit. */
@Timeout(120)
class T02_SameNumbersTest {

  private static final int ITERATIONS = 6;
  private static final int REPEATS = 5;

  static Stream<Arguments> cases() {
    List<Strategy> strategies =
        List.of(
            new GPipe(),
            new OneForwardOneBackward(),
            new DecoupledDelayedGradients(),
            new DecoupledDelayedGradients(true),
            new LocalLearning(1),
            new Interlocking(1),
            new Interlocking(2));
    return Stream.of(2, 3)
        .flatMap(devices -> strategies.stream().map(strategy -> Arguments.of(strategy, devices)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void threads_change_no_bit(Strategy strategy, int devices) {
    Schedule planned = strategy.plan(new Workload(devices, 4, ITERATIONS));
    NumericRun alone = new NumericRun(planned, SmallTraining.of(planned.stageCount()));
    alone.run(IntStream.range(0, planned.taskCount()).map(planned::inOrder).toArray());
    List<double[]> expected = SmallTraining.bits(alone.weights());

    Schedule schedule = TransferLowering.lower(planned, Dispatch.IN_ORDER);
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      NumericRun numbers = new NumericRun(schedule, SmallTraining.of(schedule.stageCount()));
      ThreadedRun.of(schedule, numbers::execute);
      assertThat(SmallTraining.bits(numbers.weights()))
          .usingRecursiveComparison()
          .isEqualTo(expected);
      for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        assertThat(numbers.log().loss(iteration)).isEqualTo(alone.log().loss(iteration));
      }
    }
  }

  static Stream<Arguments> networks() {
    return Stream.of(TrialNetwork.resnet(), TrialNetwork.transformer())
        .flatMap(
            network ->
                Stream.of(new OneForwardOneBackward(), new LocalLearning(1), new Interlocking(1))
                    .map(strategy -> Arguments.of(network, strategy)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void neither_with_convolutions_nor_with_attention(TrialNetwork network, Strategy strategy) {
    Schedule schedule =
        TransferLowering.lower(strategy.plan(new Workload(2, 2, 2)), Dispatch.IN_ORDER);
    NumericRun alone = new NumericRun(schedule, network.training(strategy));
    alone.run(IntStream.range(0, schedule.taskCount()).map(schedule::inOrder).toArray());
    NumericRun threaded = new NumericRun(schedule, network.training(strategy));
    ThreadedRun.of(schedule, threaded::execute);

    assertThat(SmallTraining.bits(threaded.weights()))
        .usingRecursiveComparison()
        .isEqualTo(SmallTraining.bits(alone.weights()));
  }
}
