package dev.lockstep.strategies.asynchronous;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.strategies.baseline.Sequential;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All asynchronous pipelines: on one device nothing is late, on many as late as published. */
class T22_OneDeviceAndManyTest {

  private static final int ITERATIONS = 6;

  static Stream<Arguments> miniBatches() {
    return Stream.concat(
        everyMicroBatchAMiniBatch().map(strategy -> Arguments.of(strategy, 1)),
        Stream.of(new DoubleBufferedPipeDream(), new XPipe(), new PipeMare())
            .map(strategy -> Arguments.of(strategy, 4)));
  }

  private static Stream<Strategy> everyMicroBatchAMiniBatch() {
    return Stream.of(
        new PipeDream(),
        new PipeDream(true),
        new PipelinedBackpropagation(),
        new StaleWeights(),
        new SpecTrain(),
        new PipeOptim());
  }

  /** The same order, and every task reads the same weights. */
  @ParameterizedTest
  @MethodSource("miniBatches")
  void oneDeviceTrainsSequentially(Strategy strategy, int microBatches) {
    Workload workload = new Workload(1, microBatches, 5);

    assertThat(withWeights(strategy.plan(workload)))
        .isEqualTo(withWeights(new Sequential().plan(workload)));
  }

  private static String withWeights(Schedule schedule) {
    StringBuilder text = new StringBuilder();
    for (int task = 0; task < schedule.taskCount(); task++) {
      text.append(schedule.task(task)).append(':').append(schedule.weightVersion(task)).append(' ');
    }
    return text.toString();
  }

  static Stream<Arguments> delays() {
    IntBinaryOperator stagesBehind = (p, s) -> p - 1 - s;
    IntBinaryOperator twice = (p, s) -> 2 * (p - 1 - s);
    return IntStream.rangeClosed(2, 8)
        .boxed()
        .flatMap(
            p ->
                Stream.of(
                    Arguments.of(new PipeDream(), p, stagesBehind),
                    Arguments.of(new PipeDream(true), p, (IntBinaryOperator) (n, s) -> n - 1),
                    Arguments.of(new DoubleBufferedPipeDream(), p, (IntBinaryOperator) (n, s) -> 1),
                    Arguments.of(new SpecTrain(), p, stagesBehind),
                    Arguments.of(new PipeOptim(), p, stagesBehind),
                    Arguments.of(new PipelinedBackpropagation(), p, twice),
                    Arguments.of(new StaleWeights(), p, twice)));
  }

  /** Updates between the weights of a forward and its own update, once the pipeline is full. */
  @ParameterizedTest
  @MethodSource("delays")
  void manyDevicesAreAsLateAsPublished(Strategy strategy, int p, IntBinaryOperator delay) {
    Schedule schedule = strategy.plan(new Workload(p, p, ITERATIONS));

    for (int stage = 0; stage < p; stage++) {
      for (int microBatch = 2 * p; microBatch < ITERATIONS * p; microBatch++) {
        assertThat(Orders.staleness(schedule, stage, microBatch))
            .as("stage %d, micro-batch %d", stage, microBatch)
            .isEqualTo(delay.applyAsInt(p, stage));
      }
    }
  }
}
