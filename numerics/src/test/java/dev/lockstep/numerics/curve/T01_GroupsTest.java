package dev.lockstep.numerics.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.rule.LearningRules;
import dev.lockstep.numerics.run.NumericRun;
import dev.lockstep.numerics.run.StageNetwork;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.block.Normalisation;
import dev.lockstep.numerics.tensor.layer.Dense;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import dev.lockstep.numerics.tensor.network.GroupedNetwork;
import dev.lockstep.numerics.tensor.network.ResidualNetwork;
import dev.lockstep.strategies.local.GroupedLocal;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A residual network in modules and groups: it is cut, trained, and judged by all of its heads. */
class T01_GroupsTest {

  private static final ResidualNetwork NETWORK =
      new ResidualNetwork(1, 4, 1, 2, ResidualNetwork.Kind.PLAIN, Normalisation.BATCH);

  /** Units: stem and three blocks, with 4, 4, 8, 16 channels; modules of two units each. */
  @Test
  void a_node_reads_all_channels_and_puts_out_its_share() {
    List<GroupedNetwork.Node> nodes = new GroupedNetwork(NETWORK, 2, 2).nodes(8);
    assertThat(nodes).hasSize(4);
    assertThat(nodes.get(1).body().outputShape(1, 8, 8)).containsExactly(2, 8, 8);
    assertThat(nodes.get(1).head().outputShape(4, 8, 8)).containsExactly(2);
    assertThat(nodes.get(2).body().outputShape(4, 8, 8)).containsExactly(8, 2, 2);
    assertThat(nodes.get(2).head().outputShape(16, 2, 2)).containsExactly(2);
  }

  @Test
  void groups_divide_channels_evenly() {
    assertThatThrownBy(() -> new GroupedNetwork(NETWORK, 2, 3))
        .hasMessage(
            "a network of 4 units and width 4 in 2 modules of 3 groups; as many units as modules"
                + " are needed, and a width that the groups divide");
  }

  /** Bright images are of class 1. */
  private static Samples.MicroBatch images(int number) {
    Random random = new Random(number);
    double[] labels = random.ints(8, 0, 2).asDoubleStream().toArray();
    INDArray pixels = Nd4j.zeros(DataType.FLOAT, 8, 1, 8, 8);
    for (int i = 0; i < labels.length; i++) {
      pixels.slice(i).addi(labels[i] - 0.5 + 0.2 * random.nextGaussian());
    }
    return new Samples.MicroBatch(pixels, Nd4j.createFromArray(labels));
  }

  @Test
  void groups_learn() {
    GroupedLocal strategy = new GroupedLocal(2, true);
    Schedule schedule = strategy.plan(new Workload(4, 1, 30));
    Training training =
        training(
            new GroupedNetwork(NETWORK, 2, 2)
                .nodes(8).stream().map(node -> StageNetwork.of(node.body(), node.head())).toList(),
            LearningRules.of(strategy, 30, 1));
    NumericRun run = new NumericRun(schedule, training);
    Judgement before = judged(run, training);
    run.run(IntStream.range(0, schedule.taskCount()).map(schedule::inOrder).toArray());
    assertThat(judged(run, training).accuracy()).isEqualTo(1);
    assertThat(judged(run, training).loss()).isLessThan(before.loss());
    assertThat(run.log().loss(29)).isPresent();
  }

  /**
   * Heads of two modules that say the same of every sample, by their bias alone: probabilities 3/4,
   * 1/4 and 1/5, 4/5. The second counts twice as much: class 1 has (1/8 + 4/5) / (3/2).
   */
  @Test
  void heads_vote_by_probability_and_depth() {
    StageNetwork stage = StageNetwork.of(Sequence.of(), new Dense(2, 2));
    Training training = training(List.of(stage, stage), LearningRule.grouped(1, 0));
    Judgement judgement =
        Judgement.of(
            training,
            List.of(List.of(), List.of()),
            List.of(saying(Math.log(3), 0), saying(0, Math.log(4))),
            new Images(
                new Samples.MicroBatch(
                    Nd4j.zeros(DataType.FLOAT, 1, 2), Nd4j.createFromArray(1.0f))));
    assertThat(judgement.loss()).isCloseTo(-Math.log((1 / 8.0 + 4 / 5.0) / 1.5), within(1e-6));
    assertThat(judgement.accuracy()).isEqualTo(1);
  }

  private static List<INDArray> saying(double first, double second) {
    return List.of(
        Nd4j.zeros(DataType.FLOAT, 2, 2), Nd4j.createFromArray((float) first, (float) second));
  }

  private static Judgement judged(NumericRun run, Training training) {
    return Judgement.of(training, run.weights(), run.headWeights(), new Images(images(99)));
  }

  /** A single micro-batch. */
  private record Images(MicroBatch all) implements Samples {

    @Override
    public int count() {
      return (int) all.labels().size(0);
    }

    @Override
    public MicroBatch microBatch(int[] numbers, RandomGenerator augmentation) {
      return all;
    }

    @Override
    public MicroBatch microBatch(int[] numbers) {
      return all;
    }
  }

  private static Training training(List<StageNetwork> stages, LearningRule rule) {
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    return new Training(
        stages,
        T01_GroupsTest::images,
        loss,
        loss,
        new Sgd(0.9, false, 0),
        RateSchedule.constant(0.05),
        rule,
        1,
        DataType.FLOAT);
  }
}
