package dev.lockstep.numerics.run;

import static dev.lockstep.numerics.run.T03_DelayedGradientsTest.assertPromised;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.Adam;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.strategies.asynchronous.PipeMare;
import dev.lockstep.strategies.asynchronous.PipeOptim;
import dev.lockstep.strategies.asynchronous.PipelinedBackpropagation;
import dev.lockstep.strategies.asynchronous.SpecTrain;
import dev.lockstep.strategies.asynchronous.XPipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Strategies that do something about the delay: they compute with weights foretold or corrected, or
 * let a late gradient do more. Each is a plain loop from its formula, equal to 1e-9 after 50
 * updates. Stages {@code s} of {@code p}, micro-batch {@code b}, rate {@code r}, velocity {@code v
 * = m v + g}.
 */
class T04_ForetoldWeightsTest {

  private static final int P = 4;
  private static final int LAST = P - 1;
  private static final int COUNT = 50;
  private static final double RATE = SmallTask.RATE;
  private static final double M = 0.9;
  private static final Sgd MOMENTUM = new Sgd(M, false, 0);
  private static final double EQUAL = 1e-9;

  private final PlainNetwork network = new SmallTask(P, MOMENTUM).network();
  private final History history = new History(network, RATE, M);

  /** Forward with {@code w - (floor(s / 2) + p - s - 1) r v}, backward {@code floor(s / 2)}. */
  @Test
  void spec_train_foretells_when_the_gradient_reaches_stage_0() {
    for (int micro = 0; micro < COUNT; micro++) {
      int b = micro;
      List<List<INDArray>> forward =
          history.each(s -> history.foretold(s, b - (LAST - s), s / 2 + P - s - 1));
      List<List<INDArray>> backward = history.each(s -> history.foretold(s, b, s / 2));
      history.step(network.gradients(forward, backward, SmallTask.samples(b)));
    }
    assertTrained(new SpecTrain(), 1, history.newest());
  }

  /** Forward with {@code w - (p - 1 - s) r v}, backward with the weights of that time. */
  @Test
  void pipe_optim_foretells_forwards_alone() {
    for (int micro = 0; micro < COUNT; micro++) {
      int b = micro;
      List<List<INDArray>> forward =
          history.each(s -> history.foretold(s, b - (LAST - s), LAST - s));
      history.step(network.gradients(forward, history.newest(), SmallTask.samples(b)));
    }
    assertTrained(new PipeOptim(), 1, history.newest());
  }

  /**
   * Forward {@code D = 2 (p - 1 - s)} updates ago; {@code a = m^D}, {@code b = (1 - a) / (1 - m)}.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pipelined_backpropagation_compensates_spikes(boolean stashing) {
    for (int micro = 0; micro < COUNT; micro++) {
      int b = micro;
      List<List<INDArray>> forward = history.at(s -> b - 2 * (LAST - s));
      List<List<INDArray>> backward = stashing ? forward : history.newest();
      List<List<INDArray>> gradients = network.gradients(forward, backward, SmallTask.samples(b));
      for (int s = 0; s < P; s++) {
        double a = Math.pow(M, 2 * (LAST - s));
        history.step(s, gradients.get(s), RATE, a, (1 - a) / (1 - M));
      }
    }
    assertTrained(new PipelinedBackpropagation(stashing), 1, history.newest());
  }

  /**
   * Rate {@code r / d^(1 - t / T)}, {@code d} the delay in the mean over a mini-batch; backward
   * with {@code w - d c}, {@code c} a smoothed change.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void pipe_mare_slows_late_stages_and_corrects_backwards(int m) {
    List<List<INDArray>> changes =
        new ArrayList<>(history.newest().stream().map(T04_ForetoldWeightsTest::zeros).toList());
    double annealing = COUNT * m / 4;
    for (int step = 0; step < COUNT; step++) {
      int t = step;
      List<List<INDArray>> newest = history.newest();
      List<List<INDArray>> corrected =
          history.each(
              s -> History.map(newest.get(s), changes.get(s), (w, c) -> w.sub(c.mul(delay(s, m)))));
      List<List<List<INDArray>>> gradients = new ArrayList<>();
      for (int micro = t * m; micro < (t + 1) * m; micro++) {
        int b = micro;
        List<List<INDArray>> forward = history.at(s -> Math.max(0, b - 2 * (LAST - s)) / m);
        gradients.add(network.gradients(forward, corrected, SmallTask.samples(b)));
      }
      List<List<INDArray>> mean = History.mean(gradients);
      for (int s = 0; s < P; s++) {
        double power = 1 - Math.min(t / annealing, 1);
        history.step(s, mean.get(s), RATE / Math.pow(Math.max(1, delay(s, m)), power), 1, 0);
        double kept = delay(s, m) == 0 ? 0 : Math.pow(0.135, 1 / delay(s, m));
        List<INDArray> moved = History.map(history.at(s, t + 1), newest.get(s), INDArray::sub);
        changes.set(
            s, History.map(changes.get(s), moved, (c, d) -> c.mul(kept).add(d.mul(1 - kept))));
      }
    }
    assertTrained(new PipeMare(), m, history.newest());
  }

  private static double delay(int stage, int m) {
    return 2.0 * (LAST - stage) / m;
  }

  /**
   * The first of {@code m} micro-batches foretells by Adam's step {@code r m' / (sqrt(v') + e)}
   * what the weights are when the mini-batch's update comes; the others go forward with the same.
   */
  @Test
  void x_pipe_foretells_once_a_mini_batch() {
    int m = 2;
    PlainAdam adam = new PlainAdam(history.newest());
    for (int step = 0; step < COUNT; step++) {
      int t = step;
      List<List<INDArray>> forward =
          history.each(
              s -> {
                int version = Math.max(0, t * m - (LAST - s)) / m;
                return adam.foretold(s, version, t - version);
              });
      List<List<List<INDArray>>> gradients = new ArrayList<>();
      for (int b = t * m; b < (t + 1) * m; b++) {
        MicroBatch samples = SmallTask.samples(b);
        gradients.add(network.gradients(forward, adam.at(t), samples));
      }
      adam.step(History.mean(gradients));
    }
    Workload workload = new Workload(P, m, COUNT);
    NumericRun run = SmallTask.train(new XPipe(), workload, new Adam(0.9, 0.99, 1e-8, 0));
    SmallTask.assertClose(run.weights(), adam.at(COUNT), EQUAL);
    assertPromised(run, new XPipe(), workload);
  }

  private void assertTrained(Strategy strategy, int microBatches, List<List<INDArray>> expected) {
    Workload workload = new Workload(P, microBatches, COUNT);
    NumericRun run = SmallTask.train(strategy, workload, MOMENTUM);
    SmallTask.assertClose(run.weights(), expected, EQUAL);
    assertPromised(run, strategy, workload);
  }

  private static List<INDArray> zeros(List<INDArray> like) {
    return like.stream().map(w -> w.mul(0)).toList();
  }

  /** Adam as its paper has it (Kingma and Ba, algorithm 1), with all that it ever had. */
  private static final class PlainAdam {

    private final List<List<List<INDArray>>> weights = new ArrayList<>();
    private final List<List<List<INDArray>>> firsts = new ArrayList<>();
    private final List<List<List<INDArray>>> seconds = new ArrayList<>();

    PlainAdam(List<List<INDArray>> first) {
      weights.add(first);
      firsts.add(first.stream().map(T04_ForetoldWeightsTest::zeros).toList());
      seconds.add(first.stream().map(T04_ForetoldWeightsTest::zeros).toList());
    }

    List<List<INDArray>> at(int version) {
      return weights.get(version);
    }

    List<INDArray> foretold(int stage, int version, int updates) {
      return History.map(
          weights.get(version).get(stage), move(stage, version), (w, d) -> w.sub(d.mul(updates)));
    }

    private List<INDArray> move(int stage, int version) {
      double ofFirst = version == 0 ? 1 : 1 - Math.pow(0.9, version);
      double ofSecond = version == 0 ? 1 : 1 - Math.pow(0.99, version);
      return History.map(
          firsts.get(version).get(stage),
          seconds.get(version).get(stage),
          (a, b) -> a.div(ofFirst).mul(RATE).div(Transforms.sqrt(b.div(ofSecond), true).add(1e-8)));
    }

    void step(List<List<INDArray>> gradients) {
      int t = weights.size() - 1;
      List<List<INDArray>> first = new ArrayList<>();
      List<List<INDArray>> second = new ArrayList<>();
      for (int s = 0; s < gradients.size(); s++) {
        List<INDArray> g = gradients.get(s);
        first.add(History.map(firsts.get(t).get(s), g, (old, n) -> old.mul(0.9).add(n.mul(0.1))));
        second.add(
            History.map(
                seconds.get(t).get(s), g, (old, n) -> old.mul(0.99).add(n.mul(n).mul(0.01))));
      }
      firsts.add(first);
      seconds.add(second);
      List<List<INDArray>> next = new ArrayList<>();
      for (int s = 0; s < gradients.size(); s++) {
        next.add(History.map(weights.get(t).get(s), move(s, t + 1), INDArray::sub));
      }
      weights.add(next);
    }
  }
}
