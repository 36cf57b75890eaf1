package dev.lockstep.scenarios.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRules;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import dev.lockstep.numerics.tensor.store.TensorInput;
import dev.lockstep.numerics.tensor.store.TensorOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every strategy of the catalogue, stopped again and again, wherever that is: stored, read, and
 * carried on by another run with another network, to the same bits.
 */
class T02_EveryStrategyGoesOnTest {

  private static final int UPDATES = 3;
  private static final int REPLICAS = 2;

  /** Shares no factor with the tasks of an iteration, most of the time. */
  private static final int TASKS_AT_A_TIME = 13;

  static Stream<Strategy> withNumbers() {
    return T01_EveryStrategyTrainsTest.withNumbers();
  }

  @ParameterizedTest
  @MethodSource("withNumbers")
  void goes_on_to_the_same_bits(Strategy strategy) throws Exception {
    Workload workload = T01_EveryStrategyTrainsTest.workload(strategy, 3, 4, 2, 1).orElseThrow();
    Schedule schedule = strategy.plan(workload);
    NumericRun whole = new NumericRun(schedule, training(strategy, schedule));
    whole.run(IntStream.range(0, schedule.taskCount()).map(schedule::inOrder).toArray());

    NumericRun run = new NumericRun(schedule, training(strategy, schedule));
    for (int place = 0; place < schedule.taskCount(); place++) {
      run.execute(schedule.inOrder(place));
      if (place % TASKS_AT_A_TIME == 0) {
        run = new NumericRun(schedule, training(strategy, schedule), again(run.stored()));
      }
    }

    assertThat(T01_EveryStrategyTrainsTest.flat(run.weights()))
        .isEqualTo(T01_EveryStrategyTrainsTest.flat(whole.weights()));
    assertThat(T01_EveryStrategyTrainsTest.flat(run.headWeights()))
        .isEqualTo(T01_EveryStrategyTrainsTest.flat(whole.headWeights()));
    assertThat(run.log())
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(whole.log());
  }

  private static NumericRun.Stored again(NumericRun.Stored stored) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TensorOutput out = new TensorOutput(bytes)) {
      out.writeObject(stored);
    }
    try (TensorInput in = new TensorInput(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (NumericRun.Stored) in.readObject();
    }
  }

  private static Training training(Strategy strategy, Schedule schedule) {
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    return new Training(
        T01_EveryStrategyTrainsTest.stages(strategy, schedule.stageCount()),
        T01_EveryStrategyTrainsTest::samples,
        loss,
        loss,
        new Sgd(0.9, false, 0.01),
        RateSchedule.cosine(0.1, UPDATES),
        LearningRules.of(strategy, UPDATES, REPLICAS),
        3);
  }
}
