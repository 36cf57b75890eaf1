package dev.lockstep.numerics.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.core.schedule.Schedule;
import dev.lockstep.core.strategy.Strategy;
import dev.lockstep.core.strategy.Workload;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.optimizer.Sgd;
import dev.lockstep.numerics.rule.LearningRule;
import dev.lockstep.numerics.tensor.Loss;
import dev.lockstep.strategies.coupled.Combination;
import dev.lockstep.strategies.coupled.Interlocking;
import dev.lockstep.strategies.coupled.Timing;
import dev.lockstep.strategies.local.LocalLearning;
import dev.lockstep.strategies.pipeline.GPipe;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One step of networks that can be worked out by hand: stages that multiply each feature by 2, 3, 4
 * (and 5), heads that multiply by 1. Heads are judged by cross-entropy with class 1; the true loss
 * has the gradient 0.1; the rate is 1. The figures are those of the tests in the authors' code for
 * interlocking backpropagation (github.com/oscarkey/interlocking-backprop).
 */
class T01_GoldNumbersTest {

  private static final double[] THREE = {2, 3, 4};

  @Test
  void end_to_end_training_multiplies_what_is_behind() {
    assertThat(weightsAfter(new GPipe(), THREE, 1)).isEqualTo("[0.8] [2.2] [3.4]");
  }

  @Test
  void local_learning_sees_its_own_loss() {
    assertThat(weightsAfter(new LocalLearning(), THREE, 1, 1))
        .isEqualTo("[1.5, 2.5] [2.0, 4.0] [3.4, 3.4]");
  }

  @Test
  void pairwise_interlocking_sees_the_next_loss_alone() {
    assertThat(weightsAfter(new Interlocking(1), THREE, 1, 1))
        .isEqualTo("[0.5, 3.5] [2.2, 2.2] [3.4, 3.4]");
  }

  @Test
  void or_the_sum_of_its_own_and_the_next() {
    assertThat(weightsAfter(pairwise(Combination.SUM), THREE, 1, 1))
        .isEqualTo("[0.0, 4.0] [1.2, 3.2] [3.4, 3.4]");
  }

  @Test
  void or_their_mean() {
    assertThat(weightsAfter(pairwise(Combination.MEAN), THREE, 1, 1))
        .isEqualTo("[1.0, 3.0] [2.1, 3.1] [3.4, 3.4]");
  }

  @Test
  void three_wise_interlocking_sees_the_loss_after_the_next() {
    assertThat(weightsAfter(new Interlocking(2), new double[] {2, 3, 4, 5}, 1, 1))
        .isEqualTo("[-4.0, 8.0] [-1.0, -1.0] [1.0, 1.0] [2.6, 2.6]");
  }

  private static Interlocking pairwise(Combination combination) {
    return new Interlocking(1, combination, Timing.AS_COMPUTED);
  }

  private static String weightsAfter(Strategy strategy, double[] scales, double... sample) {
    int stages = scales.length;
    Schedule schedule = strategy.plan(Workload.of(stages, 1));
    INDArray input = Nd4j.createFromArray(sample).reshape(1, sample.length);
    Training training =
        new Training(
            IntStream.range(0, stages)
                .mapToObj(
                    s -> stage(scales[s], sample.length, strategy.hasAuxiliaryHead(s, stages)))
                .toList(),
            microBatch -> new MicroBatch(input, Nd4j.createFromArray(1.0)),
            (outputs, labels) -> new Loss.Value(0, Nd4j.valueArrayOf(outputs.shape(), 0.1), 0, 1),
            new ClassOne(),
            new Sgd(0, false, 0),
            updates -> 1,
            strategy.equals(pairwise(Combination.MEAN))
                ? LearningRule.averaging()
                : LearningRule.PLAIN,
            1,
            DataType.DOUBLE);
    NumericRun run = new NumericRun(schedule, training);
    run.run(IntStream.range(0, schedule.taskCount()).map(schedule::inOrder).toArray());
    return run.weights().stream()
        .map(weights -> rounded(weights.get(0)))
        .collect(Collectors.joining(" "));
  }

  private static StageNetwork stage(double scale, int features, boolean head) {
    Scale body = new Scale(features, scale);
    return head ? StageNetwork.of(body, new Scale(features, 1)) : StageNetwork.of(body);
  }

  private static String rounded(INDArray weights) {
    return Arrays.stream(weights.toDoubleVector())
        .mapToObj(weight -> String.format(Locale.ROOT, "%.1f", weight))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Cross-entropy of two features with class 1, written out. */
  private static final class ClassOne implements Loss {

    @Override
    public Value of(INDArray outputs, INDArray labels) {
      double zero = Math.exp(outputs.getDouble(0, 0));
      double one = Math.exp(outputs.getDouble(0, 1));
      double probability = one / (zero + one);
      INDArray gradient = Nd4j.createFromArray(new double[][] {{1 - probability, probability - 1}});
      return new Value(-Math.log(probability), gradient, 0, 1);
    }
  }
}
