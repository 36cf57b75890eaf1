package dev.lockstep.numerics.tensor;

import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reversible layers one after the other, as reversible as each of them. */
public final class ReversibleSequence implements Reversible {

  private final List<Reversible> layers;
  private final Sequence sequence;

  /** These layers, from input to output. */
  public ReversibleSequence(List<? extends Reversible> layers) {
    this.layers = List.copyOf(layers);
    this.sequence = new Sequence(layers);
  }

  /** A layer as a reversible one, if it is one or a sequence of such. */
  public static Optional<Reversible> of(Layer layer) {
    if (layer instanceof Reversible reversible) {
      return Optional.of(reversible);
    }
    if (!(layer instanceof Sequence sequence)) {
      return Optional.empty();
    }
    List<Reversible> parts = sequence.layers().stream().flatMap(part -> of(part).stream()).toList();
    return parts.size() == sequence.layers().size()
        ? Optional.of(new ReversibleSequence(parts))
        : Optional.empty();
  }

  @Override
  public List<Weight> weights() {
    return sequence.weights();
  }

  @Override
  public long[] outputShape(long... inputShape) {
    return sequence.outputShape(inputShape);
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    return sequence.forward(weights, input, phase);
  }

  @Override
  public List<INDArray> statistics() {
    return sequence.statistics();
  }

  @Override
  public Reconstruction reconstruct(List<INDArray> weights, INDArray output) {
    List<List<INDArray>> shares = sequence.shares().of(weights);
    LinkedList<Pass> passes = new LinkedList<>();
    INDArray value = output;
    for (int place = layers.size() - 1; place >= 0; place--) {
      Reconstruction back = layers.get(place).reconstruct(shares.get(place), value);
      passes.addFirst(back.pass());
      value = back.input();
    }
    return new Reconstruction(
        value, new Sequence.Chain(sequence.shares(), List.copyOf(passes), output));
  }
}
