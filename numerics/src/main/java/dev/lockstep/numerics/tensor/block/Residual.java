package dev.lockstep.numerics.tensor.block;

import dev.lockstep.numerics.tensor.Backward;
import dev.lockstep.numerics.tensor.Layer;
import dev.lockstep.numerics.tensor.Pass;
import dev.lockstep.numerics.tensor.Phase;
import dev.lockstep.numerics.tensor.Weight;
import dev.lockstep.numerics.tensor.memory.Disposal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * y = body(x) + shortcut(x) (He et al. 2015, section 3.2). Its weights are the body's, then the
 * shortcut's.
 */
public final class Residual implements Layer {

  private final Layer body;
  private final Layer shortcut;
  private final List<Weight> weights;
  private final int ofBody;

  /**
   * A sum of two.
   *
   * @param shortcut a sequence without layers for x itself
   */
  public Residual(Layer body, Layer shortcut) {
    this.body = body;
    this.shortcut = shortcut;
    this.ofBody = body.weights().size();
    this.weights =
        Stream.concat(
                body.weights().stream().map(weight -> weight.of("body")),
                shortcut.weights().stream().map(weight -> weight.of("shortcut")))
            .toList();
  }

  @Override
  public List<Weight> weights() {
    return weights;
  }

  @Override
  public List<INDArray> statistics() {
    return Stream.concat(body.statistics().stream(), shortcut.statistics().stream()).toList();
  }

  @Override
  public long[] outputShape(long... inputShape) {
    long[] one = body.outputShape(inputShape);
    long[] other = shortcut.outputShape(inputShape);
    if (!Arrays.equals(one, other)) {
      throw new IllegalArgumentException(
          "of %s the body makes %s and the shortcut %s. Maybe the shortcut needs a projection?"
              .formatted(
                  Arrays.toString(inputShape), Arrays.toString(one), Arrays.toString(other)));
    }
    return one;
  }

  @Override
  public Pass forward(List<INDArray> given, INDArray input, Phase phase) {
    Pass one = body.forward(given.subList(0, ofBody), input, phase);
    Pass other = shortcut.forward(given.subList(ofBody, given.size()), input, phase);
    INDArray sum = one.output().add(other.output());
    List<INDArray> alive = new ArrayList<>(Kept.of(one, other));
    alive.add(input);
    List<INDArray> dead = new ArrayList<>();
    for (Pass pass : List.of(one, other)) {
      (pass.holdsOutput() ? alive : dead).add(pass.output());
    }
    Disposal.of(dead, alive);
    return new Sum(ofBody, one, other, sum);
  }

  /** Both summands' passes. */
  private record Sum(int ofBody, Pass body, Pass shortcut, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      Backward one = body.backward(weights.subList(0, ofBody), outputGradient);
      Backward other = shortcut.backward(weights.subList(ofBody, weights.size()), outputGradient);
      List<INDArray> both = List.of(one.inputGradient(), other.inputGradient());
      INDArray sum = both.get(0).add(both.get(1));
      Disposal.of(both, List.of(outputGradient));
      return new Backward(
          sum,
          () ->
              Stream.of(one, other)
                  .flatMap(backward -> backward.weightGradients().get().stream())
                  .toList());
    }

    @Override
    public boolean holdsOutput() {
      return false;
    }

    @Override
    public List<INDArray> kept() {
      return Kept.of(body, shortcut);
    }
  }
}
