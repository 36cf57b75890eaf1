package dev.lockstep.numerics.tensor.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Loss;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.Weight;
import dev.lockstep.numerics.tensor.layer.SoftmaxCrossEntropy;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Blocks, and networks of them. */
class T05_TransformerNetworkTest {

  private static final Sequence NETWORK =
      new Sequence(new TransformerNetwork(4, 6, 8, 2, 2).layers());

  private static long numbers(List<Layer> layers) {
    return layers.stream()
        .flatMap(layer -> layer.weights().stream())
        .mapToLong(weight -> weight.shape().stream().reduce(1L, Math::multiplyExact))
        .sum();
  }

  @Test
  void aBlocksGradientsAreThoseOfDifferences() {
    GradientCheck.check(TransformerBlock.of(4, 2, 1), 2, 3, 4);
  }

  @Test
  void aHeadsGradientsAreThoseOfDifferences() {
    GradientCheck.check(new TransformerNetwork(5, 8, 4, 2, 1).head(), 2, 3, 4);
  }

  /** A block whose weights are zero adds nothing. */
  @Test
  void aBlockAddsToItsInput() {
    TransformerBlock block = TransformerBlock.of(4, 2, 1);
    INDArray input = GradientCheck.normal(new Random(1), 2, 3, 4);
    List<INDArray> zeros =
        GradientCheck.weights(block, new Random(1)).stream().map(weight -> weight.mul(0)).toList();

    assertThat(block.forward(zeros, input, Phase.TRAINING).output()).isEqualTo(input);
  }

  /** Tables {@code (v + t) f}, blocks {@code 12 f^2 + 13 f}, head {@code 2 f + (f + 1) v}. */
  @ParameterizedTest
  @CsvSource({"32, 64, 64, 4, 4", "5, 3, 4, 2, 1", "96, 128, 32, 8, 6"})
  void itHasAsManyNumbersAsTheClosedForm(int v, int t, int f, int heads, int blocks) {
    List<Layer> layers = new TransformerNetwork(v, t, f, heads, blocks).layers();

    assertThat(layers).hasSize(blocks + 2);
    assertThat(numbers(layers))
        .isEqualTo((v + t) * f + blocks * (12L * f * f + 13L * f) + 2L * f + (f + 1L) * v);
  }

  @Test
  void itsOutputIsAnOpinionForEachPosition() {
    Sequence network = new Sequence(new TransformerNetwork(32, 64, 16, 4, 2).layers());

    assertThat(network.outputShape(10)).containsExactly(10, 32);
  }

  /** The smaller first values of what is added: 0.02 / sqrt(2 x 50) in each of 50 blocks. */
  @Test
  void deepBlocksAddLittleAtFirst() {
    List<Weight> weights = TransformerBlock.of(64, 4, 50).weights();
    List<String> small =
        weights.stream()
            .filter(weight -> weight.name().endsWith("weight"))
            .filter(
                weight ->
                    weight
                            .draw(Nd4j.getRandomFactory().getNewRandomInstance(1))
                            .stdNumber()
                            .doubleValue()
                        < 0.003)
            .map(Weight::name)
            .toList();

    assertThat(small).containsExactly("0.1.2.weight", "1.1.2.weight");
  }

  /** Two hundred plain steps on one micro-batch of a counting game teach it by heart. */
  @Test
  void itLearns() {
    List<Loss.Value> losses = train(200, drawn());

    assertThat(losses.get(0).mean()).isBetween(1.3, 1.5);
    assertThat(losses.get(199).mean()).isLessThan(0.3);
    assertThat(losses.get(199).correct()).isGreaterThan(9);
  }

  @Test
  void itLearnsTheSameToTheLastBit() {
    List<INDArray> once = drawn();
    List<INDArray> again = drawn();
    train(20, once);
    train(20, again);

    for (int i = 0; i < once.size(); i++) {
      assertThat(numbers(again.get(i))).containsExactly(numbers(once.get(i)));
    }
  }

  private static float[] numbers(INDArray tensor) {
    return tensor.reshape(tensor.length()).toFloatVector();
  }

  private static List<INDArray> drawn() {
    var random = Nd4j.getRandomFactory().getNewRandomInstance(5);
    return NETWORK.weights().stream().map(weight -> weight.draw(random)).toList();
  }

  private static List<Loss.Value> train(int steps, List<INDArray> weights) {
    INDArray tokens = Nd4j.createFromArray(new float[][] {{0, 1, 2, 3, 0, 1}, {3, 2, 1, 0, 3, 2}});
    INDArray next = Nd4j.createFromArray(new float[][] {{1, 2, 3, 0, 1, 2}, {2, 1, 0, 3, 2, 1}});
    return IntStream.range(0, steps).mapToObj(i -> step(NETWORK, weights, tokens, next)).toList();
  }

  private static Loss.Value step(
      Sequence network, List<INDArray> weights, INDArray tokens, INDArray next) {
    Pass pass = network.forward(weights, tokens, Phase.TRAINING);
    Loss.Value loss = new SoftmaxCrossEntropy().of(pass.output(), next);
    List<INDArray> gradients = pass.backward(weights, loss.gradient()).weightGradients().get();
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).subi(gradients.get(i).mul(0.5));
    }
    return loss;
  }

  @Test
  void figuresOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new TransformerNetwork(0, 1, 4, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vocabulary 0");
    assertThatThrownBy(() -> new TransformerNetwork(3, 1, 4, 3, 1))
        .hasMessageContaining("4 features for 3 heads");
  }
}
