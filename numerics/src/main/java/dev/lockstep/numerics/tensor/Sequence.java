package dev.lockstep.numerics.tensor;

import dev.lockstep.numerics.tensor.memory.Disposal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layers one after the other, itself a layer: its weights are theirs in their order, each named
 * after its layer's place, such as {@code 2.bias}. Without layers it hands on what it gets.
 */
public final class Sequence implements Layer {

  private final List<Layer> layers;
  private final List<Weight> weights;
  private final Shares shares;

  /** These layers, from input to output. */
  public Sequence(List<? extends Layer> layers) {
    this.layers = List.copyOf(layers);
    List<Weight> all = new ArrayList<>();
    for (int place = 0; place < layers.size(); place++) {
      for (Weight weight : layers.get(place).weights()) {
        all.add(weight.of(Integer.toString(place)));
      }
    }
    this.weights = List.copyOf(all);
    this.shares = new Shares(layers.stream().mapToInt(layer -> layer.weights().size()).toArray());
  }

  /** These layers one after the other. */
  public static Sequence of(Layer... layers) {
    return new Sequence(List.of(layers));
  }

  /** From input to output. */
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public List<Weight> weights() {
    return weights;
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
    List<List<INDArray>> each = shares.of(weights);
    List<Pass> passes = new ArrayList<>();
    INDArray value = input;
    for (int place = 0; place < layers.size(); place++) {
      Pass pass = layers.get(place).forward(each.get(place), value, phase);
      passes.add(pass);
      value = pass.output();
    }
    forgetOutputs(passes, input, value);
    return new Chain(shares, List.copyOf(passes), value);
  }

  /** Gives the memory of what lies between layers back, where no backward needs it. */
  private static void forgetOutputs(List<Pass> passes, INDArray input, INDArray output) {
    List<INDArray> dead = new ArrayList<>();
    List<INDArray> alive = new ArrayList<>(List.of(input, output));
    for (Pass pass : passes) {
      (pass.holdsOutput() ? alive : dead).add(pass.output());
      alive.addAll(pass.kept());
    }
    Disposal.of(dead, alive);
  }

  /** Whose weights are whose. */
  Shares shares() {
    return shares;
  }

  /** The passes of all layers. */
  record Chain(Shares shares, List<Pass> passes, INDArray output) implements Pass {

    @Override
    public Backward backward(List<INDArray> weights, INDArray outputGradient) {
      List<List<INDArray>> each = shares.of(weights);
      List<Backward.Later> later = new ArrayList<>();
      List<INDArray> between = new ArrayList<>();
      INDArray gradient = outputGradient;
      for (int place = passes.size() - 1; place >= 0; place--) {
        Backward backward = passes.get(place).backward(each.get(place), gradient);
        gradient = backward.inputGradient();
        between.add(gradient);
        later.add(backward.weightGradients());
      }
      Collections.reverse(later);
      INDArray inputGradient = gradient;
      return new Backward(
          inputGradient,
          () -> {
            List<INDArray> all =
                later.stream().flatMap(supplier -> supplier.get().stream()).toList();
            List<INDArray> alive = new ArrayList<>(all);
            alive.add(outputGradient);
            alive.add(inputGradient);
            Disposal.of(between, alive);
            return all;
          });
    }

    @Override
    public boolean holdsOutput() {
      return passes.isEmpty() || passes.get(passes.size() - 1).holdsOutput();
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
