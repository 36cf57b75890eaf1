package dev.lockstep.numerics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.strategies.asynchronous.PipeDream;
import dev.lockstep.strategies.baseline.Sequential;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.decoupled.DecoupledDelayedGradients;
import dev.lockstep.strategies.local.LocalLearning;
import dev.lockstep.strategies.pipeline.GPipe;
import dev.lockstep.strategies.pipeline.OneForwardOneBackward;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far the gradient that a stage applies is from that of plain backpropagation: the cosine of
 * the angle between them.
 */
class T10_GradientCosinesTest {

  private static final int P = 4;
  private static final int ITERATIONS = 12;
  private static final double M = 0.9;
  private static final Sgd MOMENTUM = new Sgd(M, false, 0);
  private static final double ROUNDING = 1e-12;

  static Stream<Strategy> synchronous() {
    return Stream.of(new Sequential(), new GPipe(), new OneForwardOneBackward());
  }

  /** However late a stage comes to its update, it has the same gradient. */
  @ParameterizedTest
  @MethodSource("synchronous")
  void synchronousStrategiesHaveTheTrueGradient(Strategy strategy) {
    RunLog log = compared(strategy, 2, 1);

    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      assertThat(cosines(log, iteration))
          .allSatisfy(c -> assertThat(c).isEqualTo(1, offset(ROUNDING)));
    }
  }

  /** The last stage learns from the true loss, those below from losses of their own. */
  @Test
  void localLearningHasItInItsLastStageAlone() {
    List<Double> cosines = cosines(compared(new LocalLearning(1), 1, 1), ITERATIONS - 1);

    assertThat(cosines.get(P - 1)).isEqualTo(1, offset(ROUNDING));
    assertThat(cosines.subList(0, P - 1)).allSatisfy(c -> assertThat(c).isLessThan(0.99));
  }

  /** The stage before the last learns from the last one's loss too, but also from its own. */
  @Test
  void interlockingByPairsHasItInItsLastStageAlone() {
    List<Double> cosines = cosines(compared(new Interlocking(1), 1, 1), ITERATIONS - 1);

    assertThat(cosines.get(P - 1)).isEqualTo(1, offset(ROUNDING));
    assertThat(cosines.get(0)).isLessThan(0.99);
  }

  /** Until the first update everybody has the first weights; from then on gradients come late. */
  @Test
  void delayedGradientsHaveItWhileWeightsAreTheFirst() {
    RunLog log = compared(new DecoupledDelayedGradients(), 1, 1);

    assertThat(cosines(log, 0)).allSatisfy(c -> assertThat(c).isEqualTo(1, offset(ROUNDING)));
    assertThat(cosines(log, ITERATIONS - 1)).allSatisfy(c -> assertThat(c).isLessThan(1 - 1e-9));
  }

  /**
   * The same by a plain loop: PipeDream's stage s applies the gradient of micro-batch t with the
   * weights that its forward read, which have missed the last P - 1 - s updates at most.
   */
  @Test
  void ofPipeDreamTheyAreThoseOfAPlainLoop() {
    RunLog log = compared(new PipeDream(), 1, 1);
    PlainNetwork network = new SmallTask(P, MOMENTUM).network();
    History history = new History(network, 7, SmallTask.RATE, M);
    for (int t = 0; t < ITERATIONS; t++) {
      int newest = t;
      List<List<INDArray>> read = history.at(stage -> newest - (P - 1 - stage));
      List<List<INDArray>> late = network.gradients(read, SmallTask.samples(t));
      List<List<INDArray>> truth = network.gradients(history.newest(), SmallTask.samples(t));
      for (int stage = 0; stage < P; stage++) {
        assertThat(log.cosine(stage, t).orElseThrow())
            .as("stage %d, micro-batch %d", stage, t)
            .isEqualTo(cosine(late.get(stage), truth.get(stage)), offset(1e-9));
      }
      history.step(late);
    }
  }

  /** Nothing is compared between looks; the last iteration is in any case. */
  @Test
  void onlyLookedAtIterationsAreCompared() {
    RunLog log = compared(new Sequential(), 1, 5);

    assertThat(IntStream.range(0, ITERATIONS).filter(i -> log.cosine(0, i).isPresent()))
        .containsExactly(4, 9, 11);
  }

  /** Looking changes nothing. */
  @Test
  void weightsAreTheSame() {
    Strategy strategy = new PipeDream();
    Schedule schedule = strategy.plan(new Workload(P, 2, ITERATIONS));
    NumericRun watched = begin(schedule);
    watched.compareGradients(1);
    watched.run(inOrder(schedule));
    NumericRun alone = begin(schedule);
    alone.run(inOrder(schedule));

    SmallTask.assertSame(watched.weights(), alone.weights());
  }

  private static RunLog compared(Strategy strategy, int microBatches, int every) {
    Schedule schedule = strategy.plan(new Workload(P, microBatches, ITERATIONS));
    NumericRun run = begin(schedule);
    run.compareGradients(every);
    run.run(inOrder(schedule));
    return run.log();
  }

  private static NumericRun begin(Schedule schedule) {
    return new SmallTask(P, MOMENTUM, SmallTask.RATE, LearningRule.PLAIN).begin(schedule);
  }

  private static int[] inOrder(Schedule schedule) {
    return IntStream.range(0, schedule.taskCount()).map(schedule::inOrder).toArray();
  }

  private static List<Double> cosines(RunLog log, int iteration) {
    return IntStream.range(0, P)
        .mapToObj(stage -> log.cosine(stage, iteration).orElseThrow())
        .toList();
  }

  private static double cosine(List<INDArray> one, List<INDArray> other) {
    double product = 0;
    double squares = 0;
    double otherSquares = 0;
    for (int weight = 0; weight < one.size(); weight++) {
      double[] a = one.get(weight).dup().reshape(-1).toDoubleVector();
      double[] b = other.get(weight).dup().reshape(-1).toDoubleVector();
      for (int i = 0; i < a.length; i++) {
        product += a[i] * b[i];
        squares += a[i] * a[i];
        otherSquares += b[i] * b[i];
      }
    }
    return product / Math.sqrt(squares * otherSquares);
  }
}
