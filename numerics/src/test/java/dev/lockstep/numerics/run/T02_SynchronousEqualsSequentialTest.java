package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.strategies.baseline.Naive;
import dev.lockstep.strategies.baseline.Sequential;
import dev.lockstep.strategies.bidirectional.Chimera;
import dev.lockstep.strategies.bidirectional.DualPipe;
import dev.lockstep.strategies.bidirectional.DualPipeV;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.pipeline.GPipe;
import dev.lockstep.strategies.pipeline.Hanayo;
import dev.lockstep.strategies.pipeline.InterleavedOneForwardOneBackward;
import dev.lockstep.strategies.pipeline.LoopedBreadthFirst;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import dev.lockstep.strategies.pipeline.ZeroBubbleH1;
import dev.lockstep.strategies.pipeline.ZeroBubbleH2;
import dev.lockstep.strategies.zerobubble.VHalf;
import dev.lockstep.strategies.zerobubble.VMin;
import dev.lockstep.strategies.zerobubble.ZeroBubbleV;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A synchronous schedule, whatever its order, ends with the weights of training the whole network
 * on one device, to the last bit: gradients are added up in the order of micro-batches.
 */
class T02_SynchronousEqualsSequentialTest {

  private static final int ITERATIONS = 3;
  private static final Optimizer MOMENTUM = new Sgd(0.9, false, 0.01);

  static Stream<Arguments> cases() {
    List<Strategy> any =
        List.of(
            new Sequential(),
            new Naive(false),
            new Naive(true),
            new GPipe(),
            new GPipe(GPipe.Recompute.STAGE),
            new OneForwardOneBackward(),
            new ZeroBubbleH1(),
            new ZeroBubbleH2(),
            new Hanayo(1),
            new InterleavedOneForwardOneBackward(2),
            new LoopedBreadthFirst(2),
            new ZeroBubbleV(),
            new VHalf(),
            new VMin(),
            new Chimera(false),
            new DualPipe(),
            new DualPipeV());
    return Stream.of(1, 2, 4)
        .flatMap(p -> Stream.of(p, 2 * p).map(m -> Workload.of(p, m)))
        .flatMap(workload -> any.stream().map(strategy -> Arguments.of(strategy, workload)))
        .filter(one -> admits((Strategy) one.get()[0], (Workload) one.get()[1]));
  }

  private static boolean admits(Strategy strategy, Workload workload) {
    try {
      strategy.plan(workload);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_order_of_tasks_changes_no_bit(Strategy strategy, Workload workload) {
    Schedule schedule = strategy.plan(workload.withIterations(ITERATIONS));
    SmallTask task = new SmallTask(schedule.stageCount(), MOMENTUM);
    SmallTask.assertSame(
        task.run(schedule).weights(), plainLoop(task, workload.microBatches(), ITERATIONS));
  }

  @ParameterizedTest
  @MethodSource("lookAheads")
  void interlocking_that_looks_to_the_end_is_end_to_end_training(int stages, int lookAhead) {
    Schedule schedule = new Interlocking(lookAhead).plan(Workload.of(stages, 2).withIterations(10));
    SmallTask task = new SmallTask(stages, MOMENTUM);
    SmallTask.assertSame(task.run(schedule).weights(), plainLoop(task, 2, 10));
  }

  static Stream<Arguments> lookAheads() {
    return Stream.of(
        Arguments.of(1, 0), Arguments.of(2, 1), Arguments.of(4, 3), Arguments.of(3, 7));
  }

  /** Mini-batch by mini-batch: the mean of the micro-batches' gradients, then a step. */
  private static List<List<INDArray>> plainLoop(SmallTask task, int microBatches, int iterations) {
    PlainNetwork network = task.network();
    List<List<INDArray>> weights = network.firstWeights(7, DataType.DOUBLE);
    List<Optimizer.Memory> memories =
        network.stages().stream().map(stage -> task.optimizer().start(stage.weights())).toList();
    for (int iteration = 0; iteration < iterations; iteration++) {
      List<List<INDArray>> sums = new ArrayList<>();
      for (int m = iteration * microBatches; m < (iteration + 1) * microBatches; m++) {
        List<List<INDArray>> next = network.gradients(weights, SmallTask.samples(m));
        if (sums.isEmpty()) {
          sums.addAll(PlainNetwork.copy(next));
        } else {
          add(sums, next);
        }
      }
      for (int stage = 0; stage < sums.size(); stage++) {
        sums.get(stage).forEach(sum -> sum.divi(microBatches));
        memories.get(stage).step(weights.get(stage), sums.get(stage), task.rate());
      }
    }
    return weights;
  }

  private static void add(List<List<INDArray>> sums, List<List<INDArray>> next) {
    for (int stage = 0; stage < sums.size(); stage++) {
      for (int weight = 0; weight < sums.get(stage).size(); weight++) {
        sums.get(stage).get(weight).addi(next.get(stage).get(weight));
      }
    }
  }
}
