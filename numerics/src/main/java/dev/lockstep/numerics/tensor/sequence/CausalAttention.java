package dev.lockstep.numerics.tensor.sequence;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import java.io.Serializable;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Scaled dot-product attention of several heads without its projections (Vaswani et al., NeurIPS
 * 2017, section 3.2): {@code softmax(q k' / sqrt(width) + mask) v}, where no position sees a later
 * one. Takes (samples, positions, 3 x features), in which the queries of all heads come first, then
 * the keys, then the values; gives (samples, positions, features).
 *
 * @param features a multiple of the heads
 * @param heads at least 1
 */
public record CausalAttention(int features, int heads) implements Layer, Serializable {

  /** Checks that heads share the features evenly. */
  public CausalAttention {
    if (heads < 1 || features % heads != 0) {
      throw new IllegalArgumentException(
          "%d features for %d heads\nMaybe features that are a multiple of the heads were meant."
              .formatted(features, heads));
    }
  }

  @Override
  public List<Weight> weights() {
    return List.of();
  }

  @Override
  public long[] outputShape(long... inputShape) {
    Shapes.check("attention", 3L * features, inputShape);
    return new long[] {inputShape[0], features};
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    long positions = input.size(1);
    INDArray parts = parts(input);
    INDArray scores = Nd4j.matmul(part(parts, 0), part(parts, 1), false, true, false);
    INDArray mask = mask(Math.toIntExact(positions)).castTo(input.dataType());
    scores.muli(scale()).addi(mask);
    mask.close();
    Nd4j.exec(new SoftMax(scores, scores, -1));
    INDArray mixed = Nd4j.matmul(scores, part(parts, 2));
    INDArray output = mixed.permute(0, 2, 1, 3).dup('c');
    mixed.close();
    return new Attended(
        this, input, scores, output.reshape('c', input.size(0), positions, features));
  }

  private double scale() {
    return 1 / Math.sqrt((double) features / heads);
  }

  /** A view (3, samples, heads, positions, width) of (samples, positions, 3 x features). */
  private INDArray parts(INDArray tensor) {
    long width = features / heads;
    return tensor
        .reshape('c', tensor.size(0), tensor.size(1), 3, heads, width)
        .permute(2, 0, 3, 1, 4);
  }

  private static INDArray part(INDArray parts, int number) {
    return parts.get(NDArrayIndex.point(number));
  }

  /** Minus infinity above the diagonal, (1, 1, positions, positions). */
  private static INDArray mask(int positions) {
    float[] mask = new float[positions * positions];
    for (int row = 0; row < positions; row++) {
      for (int column = row + 1; column < positions; column++) {
        mask[row * positions + column] = Float.NEGATIVE_INFINITY;
      }
    }
    return Nd4j.createFromArray(mask).reshape('c', 1, 1, positions, positions);
  }

  /** Keeps the shares that each position takes of others, (samples, heads, to, from). */
  private record Attended(
      CausalAttention attention, INDArray input, INDArray shares, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      INDArray parts = attention.parts(input);
      INDArray result = Nd4j.createUninitialized(input.dataType(), input.shape());
      INDArray gradients = attention.parts(result);
      INDArray mixed =
          outputGradient
              .reshape('c', input.size(0), input.size(1), attention.heads, -1)
              .permute(0, 2, 1, 3);
      fill(gradients, 2, Nd4j.matmul(shares, mixed, true, false, false));
      INDArray scores = scoreGradients(Nd4j.matmul(mixed, part(parts, 2), false, true, false));
      fill(gradients, 0, Nd4j.matmul(scores, part(parts, 1)));
      fill(gradients, 1, Nd4j.matmul(scores, part(parts, 0), true, false, false));
      scores.close();
      return new Backward(result, List::of);
    }

    /** Through softmax and scale: {@code p * (g - sum(g * p)) * scale}, in place. */
    private INDArray scoreGradients(INDArray gradients) {
      INDArray rows = Shapes.rows(gradients);
      INDArray rowShares = Shapes.rows(shares);
      INDArray products = rows.mul(rowShares);
      rows.subiColumnVector(products.sum(true, 1)).muli(rowShares).muli(attention.scale());
      products.close();
      return gradients;
    }

    private static void fill(INDArray gradients, int number, INDArray values) {
      part(gradients, number).assign(values);
      values.close();
    }

    @Override
    public List<INDArray> kept() {
      return List.of(input, shares);
    }
  }
}
