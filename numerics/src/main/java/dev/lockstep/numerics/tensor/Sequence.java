package dev.lockstep.numerics.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layers one after the other, itself a layer: its weights are theirs in their order, each named
 * after its layer's place, such as {@code 2.bias}. Without layers it hands on what it gets.
 *
 * @param layers from input to output
 */
public record Sequence(List<Layer> layers) implements Layer {

  /** Copies the list. */
  public Sequence {
    layers = List.copyOf(layers);
  }

  /** These layers one after the other. */
  public static Sequence of(Layer... layers) {
    return new Sequence(List.of(layers));
  }

  @Override
  public List<Weight> weights() {
    List<Weight> all = new ArrayList<>();
    for (int place = 0; place < layers.size(); place++) {
      for (Weight weight : layers.get(place).weights()) {
        String name = place + "." + weight.name();
        all.add(new Weight(name, weight.shape(), weight.initial(), weight.decays()));
      }
    }
    return List.copyOf(all);
  }

  @Override
  public long[] outputShape(long... inputShape) {
    long[] shape = inputShape;
    for (Layer layer : layers) {
      shape = layer.outputShape(shape);
    }
    return shape;
  }

  @Override
  public List<INDArray> statistics() {
    return layers.stream().flatMap(layer -> layer.statistics().stream()).toList();
  }

  @Override
  public Pass forward(List<INDArray> weights, INDArray input, Phase phase) {
    List<List<INDArray>> shares = shares(weights);
    List<Pass> passes = new ArrayList<>();
    INDArray value = input;
    for (int place = 0; place < layers.size(); place++) {
      Pass pass = layers.get(place).forward(shares.get(place), value, phase);
      passes.add(pass);
      value = pass.output();
    }
    return new Chain(this, List.copyOf(passes), value);
  }

  /** Each layer's share of all weights. */
  private List<List<INDArray>> shares(List<INDArray> weights) {
    List<List<INDArray>> shares = new ArrayList<>();
    int start = 0;
    for (Layer layer : layers) {
      int count = layer.weights().size();
      if (start + count > weights.size()) {
        break;
      }
      shares.add(weights.subList(start, start + count));
      start += count;
    }
    if (shares.size() < layers.size() || start != weights.size()) {
      throw new IllegalArgumentException(
          "%d weights were given, the layers have %d. Maybe those of another part of the network?"
              .formatted(weights.size(), weights().size()));
    }
    return shares;
  }

  /** The passes of all layers. */
  private record Chain(Sequence sequence, List<Pass> passes, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      List<List<INDArray>> shares = sequence.shares(weights);
      List<Supplier<List<INDArray>>> later = new ArrayList<>();
      INDArray gradient = outputGradient;
      for (int place = passes.size() - 1; place >= 0; place--) {
        Backward backward = passes.get(place).backward(shares.get(place), gradient);
        gradient = backward.inputGradient();
        later.add(backward.weightGradients());
      }
      Collections.reverse(later);
      return new Backward(
          gradient, () -> later.stream().flatMap(supplier -> supplier.get().stream()).toList());
    }

    @Override
    public List<INDArray> kept() {
      Set<INDArray> kept = Collections.newSetFromMap(new IdentityHashMap<>());
      List<INDArray> all = new ArrayList<>();
      for (Pass pass : passes) {
        for (INDArray tensor : pass.kept()) {
          if (tensor != output && kept.add(tensor)) {
            all.add(tensor);
          }
        }
      }
      return List.copyOf(all);
    }
  }
}
