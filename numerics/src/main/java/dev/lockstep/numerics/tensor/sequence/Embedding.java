package dev.lockstep.numerics.tensor.sequence;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import dev.lockstep.numerics.tensor.layer.Initials;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Numbers of tokens (samples, positions) to features (samples, positions, features): a learned row
 * for the token, plus one for its position if there are rows for positions. The input gradient is
 * empty.
 *
 * @param vocabulary how many tokens there are, numbered from 0
 * @param positions how many positions a sequence has at most; 0 to leave the position out
 * @param features in a row
 */
public record Embedding(int vocabulary, int positions, int features)
    implements Layer, Serializable {

  private static final Weight.Initial INITIAL = Initials.normal(0.02);

  @Override
  public List<Weight> weights() {
    Weight tokens =
        new Weight("token", List.of((long) vocabulary, (long) features), INITIAL, false);
    return positions == 0
        ? List.of(tokens)
        : List.of(
            tokens,
            new Weight("position", List.of((long) positions, (long) features), INITIAL, false));
  }

  @Override
  public long[] outputShape(long... inputShape) {
    if (inputShape.length != 1 || (positions > 0 && inputShape[0] > positions)) {
      throw new IllegalArgumentException(
          "an embedding takes (positions)%s, not %s\nMaybe sequences are cut longer than the network was built for."
              .formatted(
                  positions > 0 ? " of at most " + positions : "", Arrays.toString(inputShape)));
    }
    return new long[] {inputShape[0], features};
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    outputShape(Arrays.copyOfRange(input.shape(), 1, input.rank()));
    int[] tokens = tokens(input);
    INDArray rows = Nd4j.pullRows(weights.get(0), 1, tokens, 'c');
    INDArray output = rows.reshape('c', input.size(0), input.size(1), features);
    if (positions > 0) {
      INDArray first = weights.get(1).get(NDArrayIndex.interval(0, input.size(1)));
      output.addi(first.reshape('c', 1, input.size(1), features));
    }
    return new Looked(this, input, tokens, output);
  }

  private int[] tokens(INDArray input) {
    float[] numbers = input.reshape(input.length()).toFloatVector();
    int[] tokens = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      tokens[i] = (int) numbers[i];
      if (tokens[i] != numbers[i] || tokens[i] < 0 || tokens[i] >= vocabulary) {
        throw new IllegalArgumentException(
            "token %s in a vocabulary of %d; tokens are whole numbers from 0\nMaybe the text has characters that the vocabulary was not made of."
                .formatted(numbers[i], vocabulary));
      }
    }
    return tokens;
  }

  private record Looked(Embedding embedding, INDArray input, int[] tokens, INDArray output)
      implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      return new Backward(
          Nd4j.empty(outputGradient.dataType()), () -> weightGradients(outputGradient));
    }

    private List<INDArray> weightGradients(INDArray outputGradient) {
      List<INDArray> gradients = new ArrayList<>();
      INDArray rows = Shapes.rows(outputGradient);
      INDArray hits = hits().castTo(rows.dataType());
      gradients.add(Nd4j.matmul(hits, rows, true, false, false));
      hits.close();
      if (embedding.positions > 0) {
        INDArray all = Nd4j.zeros(rows.dataType(), embedding.positions, embedding.features);
        all.get(NDArrayIndex.interval(0, input.size(1))).assign(outputGradient.sum(0));
        gradients.add(all);
      }
      return gradients;
    }

    /** A one in each row, at its token: a product adds up rows of equal tokens, in one order. */
    private INDArray hits() {
      float[] hits = new float[tokens.length * embedding.vocabulary];
      for (int row = 0; row < tokens.length; row++) {
        hits[row * embedding.vocabulary + tokens[row]] = 1;
      }
      return Nd4j.createFromArray(hits).reshape('c', tokens.length, embedding.vocabulary);
    }

    @Override
    public List<INDArray> kept() {
      return List.of(input);
    }
  }
}
