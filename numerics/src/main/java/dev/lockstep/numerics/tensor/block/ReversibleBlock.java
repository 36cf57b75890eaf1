package dev.lockstep.numerics.tensor.block;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Reversible;
import dev.lockstep.numerics.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;

/**
 * A block that can be run backwards (Gomez et al. 2017, equations 6 and 7), on images (channels,
 * height, width), features, or positions with features. Channels or features are two halves:
 *
 * <pre>
 *   y1 = x1 + F(x2)      x2 = y2 - G(y1)
 *   y2 = x2 + G(y1)      x1 = y1 - F(x2)
 * </pre>
 */
public final class ReversibleBlock implements Reversible {

  private final Layer first;
  private final Layer second;
  private final List<Weight> weights;
  private final int ofFirst;

  /**
   * Of two functions that keep their input's shape, half of the block's.
   *
   * @param first F
   * @param second G
   */
  public ReversibleBlock(Layer first, Layer second) {
    this.first = first;
    this.second = second;
    this.ofFirst = first.weights().size();
    this.weights =
        Stream.concat(
                first.weights().stream().map(weight -> weight.of("first")),
                second.weights().stream().map(weight -> weight.of("second")))
            .toList();
  }

  @Override
  public List<Weight> weights() {
    return weights;
  }

  @Override
  public List<INDArray> statistics() {
    return Stream.concat(first.statistics().stream(), second.statistics().stream()).toList();
  }

  @Override
  public long[] outputShape(long... inputShape) {
    int dimension = inputShape.length == 2 ? 1 : 0;
    long[] half = inputShape.clone();
    half[dimension] /= 2;
    if (inputShape[dimension] % 2 != 0
        || !Arrays.equals(first.outputShape(half), half)
        || !Arrays.equals(second.outputShape(half), half)) {
      throw new IllegalArgumentException(
          "%s cannot be reversed: its halves have to keep their shape. Maybe a stride, or an odd number of channels?"
              .formatted(Arrays.toString(inputShape)));
    }
    return inputShape;
  }

  @Override
  public Pass forward(List<INDArray> given, INDArray input, Phase phase) {
    INDArray left = half(input, 0);
    INDArray right = half(input, 1);
    Pass ofRight = first.forward(given.subList(0, ofFirst), right, phase);
    INDArray above = left.addi(ofRight.output());
    Pass ofAbove = second.forward(given.subList(ofFirst, given.size()), above, phase);
    INDArray below = right.add(ofAbove.output());
    return new Halves(ofFirst, ofRight, ofAbove, joined(above, below));
  }

  @Override
  public Reconstruction reconstruct(List<INDArray> given, INDArray output) {
    INDArray above = half(output, 0);
    INDArray below = half(output, 1);
    Pass ofAbove = second.forward(given.subList(ofFirst, given.size()), above, Phase.REPEATED);
    INDArray right = below.subi(ofAbove.output());
    Pass ofRight = first.forward(given.subList(0, ofFirst), right, Phase.REPEATED);
    INDArray left = above.sub(ofRight.output());
    return new Reconstruction(joined(left, right), new Halves(ofFirst, ofRight, ofAbove, output));
  }

  /** The dimension that is halved. */
  private static int dimension(INDArray tensor) {
    return tensor.rank() == 3 ? 2 : 1;
  }

  /** A copy of a half. */
  private static INDArray half(INDArray tensor, int which) {
    int dimension = dimension(tensor);
    long length = tensor.size(dimension) / 2;
    INDArrayIndex[] indices = new INDArrayIndex[tensor.rank()];
    Arrays.setAll(indices, any -> all());
    indices[dimension] = interval(which * length, (which + 1) * length);
    return tensor.get(indices).dup('c');
  }

  private static INDArray joined(INDArray left, INDArray right) {
    return Nd4j.concat(dimension(left), left, right);
  }

  /** Passes of both functions. */
  private record Halves(int ofFirst, Pass first, Pass second, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      INDArray below = half(outputGradient, 1);
      Backward bySecond = second.backward(weights.subList(ofFirst, weights.size()), below);
      INDArray above = half(outputGradient, 0).addi(bySecond.inputGradient());
      Backward byFirst = first.backward(weights.subList(0, ofFirst), above);
      return new Backward(
          joined(above, below.add(byFirst.inputGradient())),
          () ->
              Stream.of(byFirst, bySecond)
                  .flatMap(backward -> backward.weightGradients().get().stream())
                  .toList());
    }

    @Override
    public List<INDArray> kept() {
      return Kept.of(first, second);
    }
  }
}
