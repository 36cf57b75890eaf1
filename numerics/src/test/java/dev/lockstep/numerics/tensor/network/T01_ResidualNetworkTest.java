package dev.lockstep.numerics.tensor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.numerics.tensor.GradientCheck;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Reversible;
import dev.lockstep.numerics.tensor.Sequence;
import dev.lockstep.numerics.tensor.block.Normalisation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The network of CIFAR-10, as units to cut between. */
class T01_ResidualNetworkTest {

  /** Published (He et al. 2015, table 6): 0.27 M, 0.46 M, 0.85 M; projections add 2,752. */
  @ParameterizedTest
  @CsvSource({"3, 272474, 0.27", "5, 466906, 0.47", "9, 855770, 0.86"})
  void numbers_of_weights(int blocks, long expected, double millions) {
    ResidualNetwork network =
        new ResidualNetwork(3, 16, blocks, 10, ResidualNetwork.Kind.PLAIN, Normalisation.BATCH);

    long numbers =
        new Sequence(network.units())
            .weights().stream()
                .mapToLong(weight -> weight.shape().stream().reduce(1L, Math::multiplyExact))
                .sum();

    assertThat(numbers).isEqualTo(expected);
    assertThat(Math.round(numbers / 1e4) / 1e2).isEqualTo(millions);
    assertThat(network.units()).hasSize(3 * blocks + 2);
  }

  @ParameterizedTest
  @EnumSource
  void shapes(ResidualNetwork.Kind kind) {
    List<Layer> units = units(kind);

    assertThat(ResidualNetwork.stage(units, 0, 3).outputShape(3, 16, 16))
        .containsExactly(4, 16, 16);
    assertThat(ResidualNetwork.stage(units, 0, 5).outputShape(3, 16, 16)).containsExactly(8, 8, 8);
    assertThat(new Sequence(units).outputShape(3, 16, 16)).containsExactly(10);
  }

  @Test
  void blocks_of_one_size_are_reversible() {
    assertThat(
            units(ResidualNetwork.Kind.REVERSIBLE).stream()
                .map(unit -> unit instanceof Reversible ? "R" : "-"))
        .containsExactly("-", "R", "R", "-", "R", "-", "R", "-");
  }

  @Test
  void stages_one_after_the_other_say_what_the_whole_says() {
    List<Layer> units = units(ResidualNetwork.Kind.PLAIN);
    Sequence whole = new Sequence(units);
    Sequence front = ResidualNetwork.stage(units, 0, 4);
    Sequence back = ResidualNetwork.stage(units, 4, units.size());
    List<INDArray> weights = GradientCheck.weights(whole, new Random(1));
    INDArray input = GradientCheck.normal(new Random(2), 2, 3, 8, 8);
    int cut = front.weights().size();

    INDArray middle = front.forward(weights.subList(0, cut), input, Phase.REPEATED).output();
    INDArray cutInTwo =
        back.forward(weights.subList(cut, weights.size()), middle, Phase.REPEATED).output();

    assertThat(cutInTwo).isEqualTo(whole.forward(weights, input, Phase.REPEATED).output());
  }

  private static List<Layer> units(ResidualNetwork.Kind kind) {
    return new ResidualNetwork(3, 4, 2, 10, kind, Normalisation.BATCH).units();
  }
}
