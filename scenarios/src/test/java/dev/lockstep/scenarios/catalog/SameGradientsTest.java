package dev.lockstep.scenarios.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Operation;
import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.schedule.Value;
import dev.lockstep.core.schedule.ValueKind;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A synchronous strategy computes the gradients of sequential training, however many devices and
 * stages it has: every pass of the i-th mini-batch reads the weights after i updates, and the
 * update behind it adds the gradients of that mini-batch, all of them and no others.
 */
class SameGradientsTest {

  private static final int ITERATIONS = 3;
  private static final int LONG = 20;
  private static final int MOST_DEVICES = 8;

  static Stream<Strategy> strategies() {
    return StrategyContractTest.strategies().filter(SameGradientsTest::isSynchronous);
  }

  /** On several devices, if it can be, over a long run; alone, nearly every strategy is. */
  private static boolean isSynchronous(Strategy strategy) {
    List<Workload> several =
        IntStream.rangeClosed(2, MOST_DEVICES)
            .mapToObj(devices -> new Workload(devices, 2 * devices, LONG))
            .filter(workload -> StrategyContractTest.admits(strategy, workload))
            .toList();
    Workload alone = new Workload(1, 2, LONG);
    return (several.isEmpty() ? List.of(alone) : several)
        .stream().allMatch(workload -> strategy.promises(workload).synchronous());
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void ofAMiniBatchAndItsWeights(Strategy strategy) {
    for (int devices = 1; devices <= MOST_DEVICES; devices++) {
      for (int microBatches : new int[] {1, 2, devices, 2 * devices}) {
        Workload workload = new Workload(devices, microBatches, ITERATIONS);
        if (StrategyContractTest.admits(strategy, workload)) {
          requireSame(strategy.plan(workload), strategy + ", " + workload);
        }
      }
    }
  }

  private static void requireSame(Schedule schedule, String what) {
    Set<List<Integer>> applied = new HashSet<>();
    for (int task = 0; task < schedule.taskCount(); task++) {
      int version = schedule.weightVersion(task);
      if (schedule.operation(task).readsWeights()) {
        assertThat(version)
            .as("weights of %s, %s", schedule.task(task), what)
            .isEqualTo(schedule.iteration(task));
      } else if (schedule.operation(task) == Operation.UPDATE) {
        for (Value gradient : gradients(schedule, task)) {
          int miniBatch = gradient.microBatch() / schedule.microBatchesPerIteration();
          assertThat(miniBatch).as("%s, %s", schedule.task(task), what).isEqualTo(version - 1);
          applied.add(List.of(gradient.stage(), gradient.microBatch()));
        }
      }
    }
    assertThat(applied)
        .as(what)
        .hasSize(schedule.stageCount() * schedule.microBatchesPerIteration() * ITERATIONS);
  }

  private static List<Value> gradients(Schedule schedule, int update) {
    List<Value> gradients = new ArrayList<>();
    IntStream.range(0, schedule.readCount(update))
        .mapToObj(i -> schedule.value(schedule.read(update, i)))
        .filter(value -> value.kind() == ValueKind.WEIGHT_GRADIENT)
        .forEach(gradients::add);
    return gradients;
  }
}
