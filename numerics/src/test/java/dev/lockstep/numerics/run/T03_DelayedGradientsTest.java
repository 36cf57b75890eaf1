package dev.lockstep.numerics.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.strategies.asynchronous.DoubleBufferedPipeDream;
import dev.lockstep.strategies.asynchronous.PipeDream;
import dev.lockstep.strategies.asynchronous.StaleWeights;
import dev.lockstep.strategies.decoupled.AccumulatedDecoupledLearning;
import dev.lockstep.strategies.decoupled.DecoupledDelayedGradients;
import dev.lockstep.strategies.decoupled.FullyDecoupledDelayedGradients;
import dev.lockstep.strategies.decoupled.Ouroboros;
import dev.lockstep.strategies.threaded.PartialDecoupledSgd;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Strategies whose gradients come late: {@code w(t + 1) = w(t) - r v(t)}, where the gradient of
 * micro-batch {@code b} was computed with older weights of each stage {@code s} of {@code p}. A
 * plain loop keeps all versions and looks up those of the strategy's formula; run and loop end with
 * the same bits.
 */
class T03_DelayedGradientsTest {

  private static final int P = 4;
  private static final int COUNT = 50;
  private static final Sgd MOMENTUM = new Sgd(0.9, false, 0);

  /**
   * Which weights go forward and backward with a micro-batch; an update each.
   *
   * @param stages p
   * @param forward version by stage and micro-batch
   */
  private record Formula(int stages, IntBinaryOperator forward, boolean backwardWithNewest) {

    /** The plain loop. */
    List<List<INDArray>> train(double shrink) {
      PlainNetwork network = new SmallTask(stages, MOMENTUM).network();
      History history = new History(network, SmallTask.RATE, 0.9);
      for (int micro = 0; micro < COUNT; micro++) {
        int b = micro;
        List<List<INDArray>> old = history.at(s -> forward.applyAsInt(s, b));
        List<List<INDArray>> back = backwardWithNewest ? history.newest() : old;
        var samples = SmallTask.samples(b);
        var passes = network.forward(old, samples.inputs());
        history.step(network.backward(passes, back, samples.labels(), shrink));
      }
      return history.newest();
    }
  }

  static Stream<Arguments> formulas() {
    int last = P - 1;
    return Stream.of(
        // PipeDream: forward and backward with the weights p - 1 - s updates ago.
        Arguments.of(new PipeDream(), new Formula(P, (s, b) -> b - (last - s), false)),
        // Vertical sync: p - 1 updates ago on every stage.
        Arguments.of(new PipeDream(true), new Formula(P, (s, b) -> b - last, false)),
        // DDG, paper's counting from 1: w_k of iteration t - K + k.
        Arguments.of(
            new DecoupledDelayedGradients(), new Formula(P, (s, b) -> b - (last - s), false)),
        // Ouroboros: DDG of K modules on K - 1 devices.
        Arguments.of(new Ouroboros(), new Formula(P + 1, (s, b) -> b - (P - s), false)),
        // Stale weights: forward 2 (p - 1 - s) updates ago, backward with the newest.
        Arguments.of(new StaleWeights(), new Formula(P, (s, b) -> b - 2 * (last - s), true)),
        // Its hybrid: after 20 mini-batches one at a time.
        Arguments.of(
            new StaleWeights(OptionalInt.of(20)),
            new Formula(P, (s, b) -> b < 20 ? b - 2 * (last - s) : b, true)),
        // FDG: 2 (K - k) iterations between a forward and its backward.
        Arguments.of(
            new FullyDecoupledDelayedGradients(),
            new Formula(P, (s, b) -> b - 2 * (last - s), false)),
        // Its program's order, backward before forward: one update more is seen.
        Arguments.of(
            new FullyDecoupledDelayedGradients(1, true, false),
            new Formula(P, (s, b) -> s == last ? b : b - 2 * (last - s) + 1, false)),
        // PD-ASGD with b = 2 threads: forwards ceil((b (p - s) - s) / p) updates ago.
        Arguments.of(
            new PartialDecoupledSgd(2, 1, P),
            new Formula(P, (s, b) -> b - Math.max(0, (2 * (P - s) - s + P - 1) / P), true)));
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void late_gradients_are_those_of_the_formula(Strategy strategy, Formula formula) {
    int devices = strategy.stagesPerDevice() == P ? 1 : P;
    Workload workload = new Workload(devices, 1, COUNT);
    NumericRun run = SmallTask.train(strategy, workload, MOMENTUM);
    SmallTask.assertSame(run.weights(), formula.train(1));
    assertPromised(run, strategy, workload);
  }

  @Test
  void two_buffered_weights_are_one_mini_batch_old() {
    int group = 5;
    Workload workload = new Workload(P, group, COUNT);
    Strategy strategy = new DoubleBufferedPipeDream();
    NumericRun run = SmallTask.train(strategy, workload, MOMENTUM);
    PlainNetwork network = new SmallTask(P, MOMENTUM).network();
    History history = new History(network, SmallTask.RATE, 0.9);
    for (int t = 0; t < COUNT; t++) {
      int version = t - 1;
      List<List<List<INDArray>>> gradients = new ArrayList<>();
      for (int b = t * group; b < (t + 1) * group; b++) {
        gradients.add(network.gradients(history.at(s -> version), SmallTask.samples(b)));
      }
      history.step(History.mean(gradients));
    }
    SmallTask.assertSame(run.weights(), history.newest());
    assertPromised(run, strategy, workload);
  }

  @Test
  void fully_decoupled_gradients_may_shrink_on_their_way() {
    Strategy shrinking = new FullyDecoupledDelayedGradients(1, false, false, 0.5);
    NumericRun run = SmallTask.train(shrinking, new Workload(P, 1, COUNT), MOMENTUM);
    Formula formula = new Formula(P, (s, b) -> b - 2 * (P - 1 - s), false);
    SmallTask.assertSame(run.weights(), formula.train(0.5));
  }

  /** ADL: the i-th of M micro-batches is {@code ceil((2 (K - k) - i) / M)} updates old. */
  @ParameterizedTest
  @MethodSource("modes")
  void accumulation_divides_the_delay(boolean backwardFirst) {
    int m = 2;
    Workload workload = new Workload(P, 1, COUNT);
    Strategy strategy = new AccumulatedDecoupledLearning(m, backwardFirst);
    NumericRun run = SmallTask.train(strategy, workload, MOMENTUM);
    PlainNetwork network = new SmallTask(P, MOMENTUM).network();
    History history = new History(network, SmallTask.RATE, 0.9);
    for (int t = 0; t < COUNT / m; t++) {
      List<List<List<INDArray>>> gradients = new ArrayList<>();
      for (int i = 0; i < m; i++) {
        int update = t;
        int place = i;
        List<List<INDArray>> old =
            history.at(
                s -> {
                  int d = 2 * (P - 1 - s) - (backwardFirst && s < P - 1 ? 1 : 0);
                  return update - Math.max(0, Math.floorDiv(d - place + m - 1, m));
                });
        gradients.add(network.gradients(old, SmallTask.samples(t * m + i)));
      }
      history.step(History.mean(gradients));
    }
    SmallTask.assertSame(run.weights(), history.newest());
    assertPromised(run, strategy, workload);
  }

  static Stream<Boolean> modes() {
    return Stream.of(false, true);
  }

  static void assertPromised(NumericRun run, Strategy strategy, Workload workload) {
    List<Integer> promised = strategy.promises(workload).staleness();
    for (int stage = 0; stage < promised.size(); stage++) {
      assertThat(run.log().staleness(stage)).as("stage %d", stage).isEqualTo(promised.get(stage));
    }
  }
}
