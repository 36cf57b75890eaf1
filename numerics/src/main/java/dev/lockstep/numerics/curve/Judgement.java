package dev.lockstep.numerics.curve;

import dev.lockstep.numerics.data.Batches;
import dev.lockstep.numerics.data.Samples;
import dev.lockstep.numerics.data.Samples.MicroBatch;
import dev.lockstep.numerics.run.StageNetwork;
import dev.lockstep.numerics.run.Training;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Loss;
import dev.lockstep.numerics.tensor.Phase;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * How well a network does.
 *
 * @param loss mean over samples, or positions
 * @param accuracy share of samples, or positions, that are right
 */
public record Judgement(double loss, double accuracy) {

  private static final int AT_ONCE = 200;
  private static final double LEAST_PROBABILITY = 1e-30;

  /**
   * Judges a network by samples: by its last output, or, where the last stage ends in a head of its
   * own, by the mean of all heads' probabilities, those of the k-th module with weight 2^k (GN-DGL,
   * published code).
   *
   * @param weights of each stage, as its layer names them
   * @param headWeights of each stage's head, likewise
   */
  public static Judgement of(
      Training training,
      List<List<INDArray>> weights,
      List<List<INDArray>> headWeights,
      Samples samples) {
    Judge judge = new Judge(training, weights, headWeights);
    double loss = 0;
    long correct = 0;
    long count = 0;
    for (int[] numbers : Batches.inOrder(samples.count(), AT_ONCE)) {
      MicroBatch some = samples.microBatch(numbers);
      INDArray output = judge.outputs(some.inputs().castTo(training.type()));
      Loss.Value value = training.loss().of(output, some.labels());
      loss += value.mean() * value.count();
      correct += value.correct();
      count += value.count();
    }
    return new Judgement(loss / count, (double) correct / count);
  }

  /** A network with its weights. */
  private record Judge(
      Training training, List<List<INDArray>> weights, List<List<INDArray>> headWeights) {

    INDArray outputs(INDArray input) {
      List<StageNetwork> stages = training.stages();
      int groups = training.rule().losses().groups();
      boolean byHeads = stages.get(stages.size() - 1).head().isPresent();
      INDArray features = input;
      INDArray votes = Nd4j.scalar(training.type(), 0);
      for (int first = 0; first < stages.size(); first += groups) {
        INDArray below = features;
        List<INDArray> outputs =
            IntStream.range(first, first + groups)
                .mapToObj(s -> through(stages.get(s).body(), weights.get(s), below))
                .toList();
        features = groups == 1 ? outputs.get(0) : Nd4j.concat(1, outputs.toArray(INDArray[]::new));
        if (byHeads) {
          votes = votes(first, features).addi(votes.mul(0.5));
        }
      }
      return byHeads ? Transforms.log(votes.addi(LEAST_PROBABILITY), true) : features;
    }

    /** The sum of a module's heads' probabilities; modules below count half as much each. */
    private INDArray votes(int first, INDArray features) {
      return IntStream.range(first, first + training.rule().losses().groups())
          .mapToObj(
              s -> {
                Layer head = training.stages().get(s).head().orElseThrow();
                return Transforms.softmax(through(head, headWeights.get(s), features), true);
              })
          .reduce(INDArray::add)
          .orElseThrow();
    }

    private static INDArray through(Layer layer, List<INDArray> weights, INDArray input) {
      return layer.forward(weights, input, Phase.EVALUATION).output();
    }
  }
}
