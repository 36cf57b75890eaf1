package dev.lockstep.numerics.tensor.head;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import dev.lockstep.numerics.tensor.block.Kept;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Two layers that see the same input, and give out a row of features each: (samples, features of
 * the first and of the second). Weights are the first's, then the second's.
 */
final class SideBySide implements Layer {

  private final Layer first;
  private final Layer second;
  private final int ofFirst;

  SideBySide(Layer first, Layer second) {
    this.first = first;
    this.second = second;
    this.ofFirst = first.weights().size();
  }

  @Override
  public List<Weight> weights() {
    return Stream.concat(
            first.weights().stream().map(weight -> weight.of("first")),
            second.weights().stream().map(weight -> weight.of("second")))
        .toList();
  }

  @Override
  public long[] outputShape(long... inputShape) {
    return new long[] {first.outputShape(inputShape)[0] + second.outputShape(inputShape)[0]};
  }

  @Override
  public List<INDArray> statistics() {
    return Stream.concat(first.statistics().stream(), second.statistics().stream()).toList();
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    Pass one = first.forward(weights.subList(0, ofFirst), input, phase);
    Pass other = second.forward(weights.subList(ofFirst, weights.size()), input, phase);
    return new Both(ofFirst, one, other, Nd4j.concat(1, one.output(), other.output()));
  }

  /** Both passes. */
  private record Both(int ofFirst, Pass one, Pass other, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      long border = one.output().size(1);
      Backward ofOne =
          one.backward(weights.subList(0, ofFirst), columns(outputGradient, 0, border));
      Backward ofOther =
          other.backward(
              weights.subList(ofFirst, weights.size()),
              columns(outputGradient, border, outputGradient.size(1)));
      return new Backward(
          ofOne.inputGradient().add(ofOther.inputGradient()),
          () ->
              Stream.of(ofOne, ofOther)
                  .flatMap(backward -> backward.weightGradients().get().stream())
                  .toList());
    }

    private static INDArray columns(INDArray gradient, long from, long to) {
      return gradient.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
    }

    @Override
    public List<INDArray> kept() {
      List<INDArray> outputs = List.of(one.output(), other.output());
      return Stream.concat(Kept.of(one, other).stream(), outputs.stream()).toList();
    }

    @Override
    public boolean holdsOutput() {
      return false;
    }
  }
}
