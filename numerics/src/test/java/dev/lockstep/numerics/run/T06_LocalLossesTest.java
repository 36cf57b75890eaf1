package dev.lockstep.numerics.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.strategies.coupled.BackLink;
import dev.lockstep.strategies.coupled.Combination;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.coupled.OverlappingLocal;
import dev.lockstep.strategies.coupled.Timing;
import dev.lockstep.strategies.local.AsyncLocal;
import dev.lockstep.strategies.local.ChunkedLocal;
import dev.lockstep.strategies.local.LocalLearning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Strategies with losses along the way: a stage learns from the losses of some stages, its own
 * among them or not, the last of them the true one. Heads learn from their own. The plain loop goes
 * down from each loss by itself.
 */
class T06_LocalLossesTest {

  private static final int P = 4;
  private static final int COUNT = 50;
  private static final double M = 0.9;
  private static final Sgd MOMENTUM = new Sgd(M, false, 0);
  private static final double EQUAL = 1e-9;

  /** Stages and heads, and what one micro-batch teaches them. */
  private static final class Loop {
    private final PlainNetwork network = new SmallTask(P, MOMENTUM).network();
    private final PlainNetwork heads =
        new PlainNetwork(
            IntStream.range(0, P - 1).mapToObj(s -> (Layer) new Dense(5, 3)).toList(),
            network.loss());
    private final History stages = new History(network, 7, SmallTask.RATE, M);
    private final History ofHeads = new History(heads, 8, SmallTask.RATE, M);

    /** Gradient of a loss with respect to its stage's output; its head's is put into the list. */
    INDArray lossGradient(int loss, INDArray output, INDArray labels, List<INDArray> ofHead) {
      if (loss == P - 1) {
        return network.loss().of(output, labels).gradient();
      }
      List<INDArray> weights = ofHeads.newest().get(loss);
      Pass pass = heads.stages().get(loss).forward(weights, output, Phase.TRAINING);
      Backward backward =
          pass.backward(weights, network.loss().of(pass.output(), labels).gradient());
      ofHead.addAll(backward.weightGradients().get());
      return backward.inputGradient();
    }

    /** Gradient of a stage's weights by the loss of one behind it, or its own. */
    List<INDArray> gradient(int stage, int loss, List<Pass> passes, List<INDArray> ofLosses) {
      INDArray gradient = ofLosses.get(loss);
      for (int s = loss; s > stage; s--) {
        gradient = passes.get(s).backward(stages.newest().get(s), gradient).inputGradient();
      }
      return passes
          .get(stage)
          .backward(stages.newest().get(stage), gradient)
          .weightGradients()
          .get();
    }
  }

  /**
   * A strategy, and which losses a stage learns from.
   *
   * @param devices that hold the stages
   */
  private record Learns(Strategy strategy, int devices, IntFunction<List<Integer>> from) {

    @Override
    public String toString() {
      return strategy.toString();
    }
  }

  static Stream<Arguments> losses() {
    int last = P - 1;
    return Stream.of(
            // Local, or sequential DGL: its own.
            new Learns(new LocalLearning(), P, List::of),
            // Interlocking: the farthest within the look-ahead.
            new Learns(new Interlocking(0), P, List::of),
            new Learns(new Interlocking(1), P, s -> List.of(Math.min(s + 1, last))),
            new Learns(new Interlocking(2), P, s -> List.of(Math.min(s + 2, last))),
            // Its authors' sum and mean: its own and all up to the farthest.
            new Learns(interlocking(1, Combination.SUM), P, s -> upTo(s, s + 1)),
            new Learns(interlocking(1, Combination.MEAN), P, s -> upTo(s, s + 1)),
            new Learns(interlocking(2, Combination.SUM), P, s -> upTo(s, s + 2)),
            // Overlapping pairs (0, 1), (1, 2), (2, 3): a loss behind each.
            new Learns(new OverlappingLocal(), P, s -> s == 0 ? List.of(1) : upTo(s, s + 1)),
            // Chunks of two: the loss behind the chunk.
            new Learns(new ChunkedLocal(2), P, s -> List.of(s / 2 * 2 + 1)),
            // BackLink, modules (0, 1) and (2, 3): the linked stage 1 sees both losses.
            new Learns(new BackLink(), P / 2, s -> s == 1 ? List.of(1, 3) : List.of(s / 2 * 2 + 1)))
        .flatMap(learns -> Stream.of(1, 3).map(m -> Arguments.of(learns, m)));
  }

  private static Interlocking interlocking(int lookAhead, Combination combination) {
    return new Interlocking(lookAhead, combination, Timing.AS_COMPUTED);
  }

  private static List<Integer> upTo(int stage, int farthest) {
    return IntStream.rangeClosed(stage, Math.min(farthest, P - 1)).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void stages_learn_from_the_losses_that_they_see(Learns learns, int microBatches) {
    boolean mean =
        learns.strategy() instanceof Interlocking i && i.combination() == Combination.MEAN;
    Loop loop = new Loop();
    int steps = COUNT / microBatches;
    for (int step = 0; step < steps; step++) {
      List<List<List<INDArray>>> gradients = new ArrayList<>();
      List<List<List<INDArray>>> headGradients = new ArrayList<>();
      for (int b = step * microBatches; b < (step + 1) * microBatches; b++) {
        MicroBatch samples = SmallTask.samples(b);
        List<Pass> passes = loop.network.forward(loop.stages.newest(), samples.inputs());
        List<INDArray> ofLosses = new ArrayList<>();
        List<List<INDArray>> ofHeads = new ArrayList<>();
        for (int s = 0; s < P; s++) {
          ofHeads.add(new ArrayList<>());
          INDArray output = passes.get(s).output();
          ofLosses.add(loop.lossGradient(s, output, samples.labels(), ofHeads.get(s)));
        }
        headGradients.add(ofHeads.subList(0, P - 1));
        gradients.add(
            loop.stages.each(
                s -> {
                  List<Integer> losses = learns.from().apply(s);
                  double share = mean ? 1.0 / losses.size() : 1;
                  return losses.stream()
                      .map(loss -> loop.gradient(s, loss, passes, ofLosses))
                      .reduce((x, y) -> History.map(x, y, INDArray::add))
                      .orElseThrow()
                      .stream()
                      .map(gradient -> gradient.mul(share))
                      .toList();
                }));
      }
      loop.stages.step(History.mean(gradients));
      loop.ofHeads.step(History.mean(headGradients));
    }
    Workload workload = new Workload(learns.devices(), microBatches, steps);
    NumericRun run = SmallTask.train(learns.strategy(), workload, MOMENTUM);
    SmallTask.assertClose(run.weights(), loop.stages.newest(), EQUAL);
    for (int s = 0; s < P; s++) {
      assertThat(run.log().staleness(s)).isZero();
      if (learns.strategy().hasAuxiliaryHead(s, P)) {
        SmallTask.assertClose(
            List.of(run.headWeights().get(s)), List.of(loop.ofHeads.newest().get(s)), EQUAL);
      }
    }
  }

  /** Stages in order on one batch before the next, each updated before the one behind it begins. */
  @Test
  void pipelined_greedy_learning_is_sequential_greedy_learning_bit_for_bit() {
    Loop loop = new Loop();
    for (int b = 0; b < COUNT; b++) {
      MicroBatch samples = SmallTask.samples(b);
      INDArray input = samples.inputs();
      for (int s = 0; s < P; s++) {
        List<INDArray> weights = loop.stages.newest().get(s);
        Pass pass = loop.network.stages().get(s).forward(weights, input, Phase.TRAINING);
        List<INDArray> ofHead = new ArrayList<>();
        INDArray gradient = loop.lossGradient(s, pass.output(), samples.labels(), ofHead);
        loop.stages.step(
            s, pass.backward(weights, gradient).weightGradients().get(), SmallTask.RATE, 1, 0);
        if (s < P - 1) {
          loop.ofHeads.step(s, ofHead, SmallTask.RATE, 1, 0);
        }
        input = pass.output();
      }
    }
    NumericRun run = SmallTask.train(new LocalLearning(), new Workload(P, 1, COUNT), MOMENTUM);
    SmallTask.assertSame(run.weights(), loop.stages.newest());
    SmallTask.assertSame(run.headWeights().subList(0, P - 1), loop.ofHeads.newest());
  }

  /**
   * Stage 1 is three times slower: behind it its outputs are used about three times each, in front
   * of it most are skipped. A stage takes, of the newest {@code M} outputs, the newest of those it
   * used least.
   */
  @Test
  void asynchronous_greedy_learning_takes_outputs_from_buffers() {
    int buffer = 4;
    Loop loop = new Loop();
    List<List<INDArray>> made =
        new ArrayList<>(List.of(List.of(), List.of(), List.of(), List.of()));
    List<List<INDArray>> labelled = new ArrayList<>(made);
    for (int s = 0; s < P; s++) {
      List<INDArray> outputs = new ArrayList<>();
      List<INDArray> labels = new ArrayList<>();
      Map<Integer, Integer> uses = new HashMap<>();
      for (int step = 0; step < COUNT; step++) {
        INDArray input = SmallTask.samples(step).inputs();
        INDArray label = SmallTask.samples(step).labels();
        if (s > 0) {
          int done = Math.min(COUNT, 1 + (s == 1 ? 3 * step : s == 2 ? step / 3 : step));
          int best = done - 1;
          for (int i = done - 1; i >= Math.max(0, done - buffer); i--) {
            best = uses.getOrDefault(i, 0) < uses.getOrDefault(best, 0) ? i : best;
          }
          uses.merge(best, 1, Integer::sum);
          input = made.get(s - 1).get(best);
          label = labelled.get(s - 1).get(best);
        }
        List<INDArray> weights = loop.stages.newest().get(s);
        Pass pass = loop.network.stages().get(s).forward(weights, input, Phase.TRAINING);
        List<INDArray> ofHead = new ArrayList<>();
        INDArray gradient = loop.lossGradient(s, pass.output(), label, ofHead);
        loop.stages.step(
            s, pass.backward(weights, gradient).weightGradients().get(), SmallTask.RATE, 1, 0);
        if (s < P - 1) {
          loop.ofHeads.step(s, ofHead, SmallTask.RATE, 1, 0);
        }
        outputs.add(pass.output());
        labels.add(label);
      }
      made.set(s, outputs);
      labelled.set(s, labels);
    }
    Strategy slow = new AsyncLocal(buffer, OptionalInt.of(1), 3);
    NumericRun run = SmallTask.train(slow, new Workload(P, 1, COUNT), MOMENTUM);
    SmallTask.assertSame(run.weights(), loop.stages.newest());
  }

  @Test
  void n_wise_interlocking_that_looks_one_stage_ahead_is_the_pairwise_code() {
    Workload workload = new Workload(P, 1, 10);
    Strategy pairwise = new Interlocking(1, Combination.FARTHEST, Timing.PAIRWISE_CODE);
    Strategy lists = new Interlocking(1, Combination.FARTHEST, Timing.LIST_CODE);
    List<List<INDArray>> expected =
        SmallTask.train(new Interlocking(1), workload, MOMENTUM).weights();
    SmallTask.assertSame(SmallTask.train(pairwise, workload, MOMENTUM).weights(), expected);
    SmallTask.assertSame(SmallTask.train(lists, workload, MOMENTUM).weights(), expected);
  }
}
