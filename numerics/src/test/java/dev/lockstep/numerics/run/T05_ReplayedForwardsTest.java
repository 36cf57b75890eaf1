package dev.lockstep.numerics.run;

import static dev.lockstep.numerics.run.T03_DelayedGradientsTest.assertPromised;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.block.ReversibleBlock;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Relu;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import dev.lockstep.strategies.decoupled.DiverselyStaleParameters;
import dev.lockstep.strategies.decoupled.FeaturesReplay;
import dev.lockstep.strategies.decoupled.Petra;
import dev.lockstep.strategies.decoupled.Sideways;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Strategies whose backward does not use what its own forward left: they repeat the forward from a
 * kept input, take what another micro-batch left, or work the input out of the output.
 */
class T05_ReplayedForwardsTest {

  private static final int P = 4;
  private static final int LAST = P - 1;
  private static final int COUNT = 50;
  private static final Sgd MOMENTUM = new Sgd(0.9, false, 0);

  private final PlainNetwork network = new SmallTask(P, MOMENTUM).network();
  private final History history = new History(network, SmallTask.RATE, 0.9);

  static Stream<Arguments> replays() {
    return Stream.of(
        // Features Replay: inputs are K - k updates old.
        Arguments.of(new FeaturesReplay(), 1),
        // DSP with queues of 1 and of 2: 2 q (K - k) updates.
        Arguments.of(new DiverselyStaleParameters(), 2),
        Arguments.of(new DiverselyStaleParameters(2), 4));
  }

  /** Inputs were made with old weights; forward again and backward are with the newest. */
  @ParameterizedTest
  @MethodSource("replays")
  void a_replay_sees_an_old_input_through_new_weights(Strategy strategy, int perStage) {
    for (int micro = 0; micro < COUNT; micro++) {
      int b = micro;
      MicroBatch samples = SmallTask.samples(b);
      List<List<INDArray>> newest = history.newest();
      List<Pass> first =
          network.forward(history.at(s -> b - perStage * (LAST - s)), samples.inputs());
      List<Pass> again = new ArrayList<>();
      for (int s = 0; s < P; s++) {
        INDArray input = s == 0 ? samples.inputs() : first.get(s - 1).output();
        again.add(network.stages().get(s).forward(newest.get(s), input, Phase.TRAINING));
      }
      history.step(network.backward(again, newest, samples.labels(), 1));
    }
    Workload workload = new Workload(P, 1, COUNT);
    NumericRun run = SmallTask.train(strategy, workload, MOMENTUM);
    SmallTask.assertSame(run.weights(), history.newest());
    assertPromised(run, strategy, workload);
  }

  /** The gradient of frame {@code f} meets what frame {@code f + 2 (p - 1 - s)} left. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void sideways_mixes_frames(int accumulate) {
    List<List<List<INDArray>>> gradients = new ArrayList<>();
    for (int frame = 0; frame < COUNT; frame++) {
      List<Pass> passes = new ArrayList<>();
      for (int s = 0; s < P; s++) {
        int stage = s;
        int newer = Math.min(frame + 2 * (LAST - s), COUNT - 1);
        List<List<INDArray>> read =
            history.at(
                below -> below > stage ? 0 : Math.max(0, newer - 2 * (LAST - below)) / accumulate);
        passes.add(network.forward(read, SmallTask.samples(newer).inputs()).get(s));
      }
      INDArray labels = SmallTask.samples(frame).labels();
      gradients.add(network.backward(passes, history.newest(), labels, 1));
      if (gradients.size() == accumulate) {
        history.step(History.mean(gradients));
        gradients.clear();
      }
    }
    Strategy sideways = new Sideways(accumulate);
    Workload workload = new Workload(P, 1, COUNT);
    NumericRun run = SmallTask.train(sideways, workload, MOMENTUM);
    SmallTask.assertSame(run.weights(), history.newest());
    assertPromised(run, sideways, workload);
  }

  /**
   * PETRA: {@code x = F^-1(y; w)} with the newest weights, from what the stage behind returned, and
   * backward there. The inverse is written out: {@code x2 = y2 - G(y1), x1 = y1 - F(x2)}.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void petra_works_inputs_out_of_outputs(int accumulate) {
    PlainNetwork reversible = new PlainNetwork(reversibleStages(), new SoftmaxCrossEntropy());
    History past = new History(reversible, 0.02, 0.9);
    List<List<List<INDArray>>> gradients = new ArrayList<>();
    for (int micro = 0; micro < COUNT; micro++) {
      int b = micro;
      MicroBatch samples = SmallTask.samples(b);
      List<List<INDArray>> newest = past.newest();
      List<Pass> passes =
          reversible.forward(
              past.at(s -> Math.max(0, b - 2 * (LAST - s)) / accumulate), samples.inputs());
      INDArray output = passes.get(LAST).output();
      INDArray gradient = reversible.loss().of(output, samples.labels()).gradient();
      INDArray returned = passes.get(LAST - 1).output();
      List<List<INDArray>> all = new ArrayList<>();
      for (int s = LAST; s >= 0; s--) {
        INDArray input = s == 0 ? samples.inputs() : inverse(newest.get(s), returned);
        Pass pass =
            s == LAST
                ? passes.get(s)
                : reversible.stages().get(s).forward(newest.get(s), input, Phase.TRAINING);
        Backward backward = pass.backward(newest.get(s), gradient);
        all.add(backward.weightGradients().get());
        gradient = backward.inputGradient();
        returned = s == LAST ? returned : input;
      }
      Collections.reverse(all);
      gradients.add(all);
      if (gradients.size() == accumulate) {
        past.step(History.mean(gradients));
        gradients.clear();
      }
    }
    Petra petra = new Petra(accumulate);
    Workload workload = new Workload(P, 1, COUNT);
    NumericRun run = petraRun(petra.plan(workload), reversibleStages());
    SmallTask.assertClose(run.weights(), past.newest(), 1e-9);
    assertPromised(run, petra, workload);
  }

  /** Stages 1 and 2 of two dense functions of half the features each. */
  private static List<Layer> reversibleStages() {
    return List.of(
        Sequence.of(new Dense(2, 6), new Relu()),
        new Sequence(List.of(new ReversibleBlock(new Dense(3, 3), new Dense(3, 3)))),
        new ReversibleBlock(new Dense(3, 3), new Dense(3, 3)),
        new Dense(6, 3));
  }

  private static INDArray inverse(List<INDArray> weights, INDArray output) {
    if (weights.size() < 4) {
      return output;
    }
    INDArray above = output.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3));
    INDArray below = output.get(NDArrayIndex.all(), NDArrayIndex.interval(3, 6));
    Layer half = new Dense(3, 3);
    INDArray right =
        below.sub(half.forward(weights.subList(2, 4), above.dup(), Phase.TRAINING).output());
    INDArray left = above.sub(half.forward(weights.subList(0, 2), right, Phase.TRAINING).output());
    return Nd4j.concat(1, left, right);
  }

  private static NumericRun petraRun(Schedule schedule, List<Layer> stages) {
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    NumericRun run =
        new NumericRun(
            schedule,
            new Training(
                stages.stream().map(StageNetwork::of).toList(),
                SmallTask::samples,
                loss,
                loss,
                MOMENTUM,
                RateSchedule.constant(0.02),
                LearningRule.PLAIN,
                7,
                DataType.DOUBLE));
    run.run(IntStream.range(0, schedule.taskCount()).map(schedule::inOrder).toArray());
    return run;
  }

  @Test
  void what_cannot_be_reversed_is_refused() {
    Schedule schedule = new Petra().plan(new Workload(P, 1, 1));
    List<Layer> stages = new ArrayList<>(reversibleStages());
    stages.set(2, Sequence.of(new Dense(6, 6), new Relu()));
    assertThatThrownBy(() -> petraRun(schedule, stages))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "stage 2 works out its input from its output, but its layers cannot be reversed; it has"
                + " to be made of reversible blocks alone, such as those between two"
                + " down-samplings of a reversible residual network");
  }
}
