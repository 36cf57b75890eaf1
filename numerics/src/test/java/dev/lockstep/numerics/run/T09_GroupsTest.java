package dev.lockstep.numerics.run;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRules;
import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.head.Diversity;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.Relu;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import dev.lockstep.strategies.local.GroupedLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Groups of neurons (GN-DGL): two modules of two groups with three features each. A group sees all
 * features of the module below; its head sees those of its own module, but sends a gradient to its
 * own group alone; heads are also to disagree on wrong classes.
 */
class T09_GroupsTest {

  private static final int COUNT = 50;
  private static final int GROUPS = 2;
  private static final int WIDTH = 3;
  private static final int CLASSES = 3;
  private static final double RATE = 0.1;
  private static final SoftmaxCrossEntropy LOSS = new SoftmaxCrossEntropy();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void groups_learn_from_heads_that_see_all_groups(boolean diversity) {
    PlainNetwork bodies = new PlainNetwork(bodies(), LOSS);
    PlainNetwork heads = new PlainNetwork(heads(), LOSS);
    History ofBodies = new History(bodies, 7, RATE, 0);
    History ofHeads = new History(heads, 8, RATE, 0);
    for (int b = 0; b < COUNT; b++) {
      MicroBatch samples = SmallTask.samples(b);
      List<List<INDArray>> gradients = new ArrayList<>();
      List<List<INDArray>> headGradients = new ArrayList<>();
      INDArray input = samples.inputs();
      for (int first = 0; first < 2 * GROUPS; first += GROUPS) {
        List<Pass> passes = forward(bodies, ofBodies.newest(), first, List.of(input, input));
        INDArray features = Nd4j.concat(1, passes.get(0).output(), passes.get(1).output());
        List<Pass> logits = forward(heads, ofHeads.newest(), first, List.of(features, features));
        List<INDArray> outputs = logits.stream().map(Pass::output).toList();
        Diversity.Value disagreement = new Diversity(3).of(outputs, samples.labels());
        for (int g = 0; g < GROUPS; g++) {
          INDArray gradient = LOSS.of(outputs.get(g), samples.labels()).gradient();
          if (diversity) {
            gradient = gradient.add(disagreement.gradients().get(g).mul(0.5));
          }
          Backward head = logits.get(g).backward(ofHeads.newest().get(first + g), gradient);
          headGradients.add(head.weightGradients().get());
          INDArray own =
              head.inputGradient()
                  .get(NDArrayIndex.all(), NDArrayIndex.interval(g * WIDTH, (g + 1) * WIDTH));
          Backward body = passes.get(g).backward(ofBodies.newest().get(first + g), own.dup());
          gradients.add(body.weightGradients().get());
        }
        input = features;
      }
      ofBodies.step(gradients);
      ofHeads.step(headGradients);
    }
    NumericRun run = run(new GroupedLocal(GROUPS, diversity));
    SmallTask.assertClose(run.weights(), ofBodies.newest(), 1e-9);
    SmallTask.assertClose(run.headWeights(), ofHeads.newest(), 1e-9);
  }

  private static List<Pass> forward(
      PlainNetwork network, List<List<INDArray>> weights, int first, List<INDArray> inputs) {
    return IntStream.range(0, GROUPS)
        .mapToObj(
            g ->
                network
                    .stages()
                    .get(first + g)
                    .forward(weights.get(first + g), inputs.get(g), Phase.TRAINING))
        .toList();
  }

  private static List<Layer> bodies() {
    return IntStream.range(0, 2 * GROUPS)
        .mapToObj(
            node ->
                (Layer)
                    Sequence.of(new Dense(node < GROUPS ? 2 : GROUPS * WIDTH, WIDTH), new Relu()))
        .toList();
  }

  private static List<Layer> heads() {
    return IntStream.range(0, 2 * GROUPS)
        .mapToObj(node -> (Layer) new Dense(GROUPS * WIDTH, CLASSES))
        .toList();
  }

  private static NumericRun run(GroupedLocal strategy) {
    Schedule schedule = strategy.plan(new Workload(2 * GROUPS, 1, COUNT));
    List<StageNetwork> stages =
        IntStream.range(0, 2 * GROUPS)
            .mapToObj(node -> StageNetwork.of(bodies().get(node), heads().get(node)))
            .toList();
    NumericRun run =
        new NumericRun(
            schedule,
            new Training(
                stages,
                SmallTask::samples,
                LOSS,
                LOSS,
                Sgd.plain(),
                RateSchedule.constant(RATE),
                LearningRules.of(strategy, COUNT),
                7,
                DataType.DOUBLE));
    run.run(IntStream.range(0, schedule.taskCount()).map(schedule::inOrder).toArray());
    return run;
  }
}
