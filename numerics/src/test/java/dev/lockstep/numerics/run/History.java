package dev.lockstep.numerics.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All weights and velocities that the stages of a plain loop have had; version {@code t} has seen
 * {@code t} updates. Nothing is ever overwritten.
 */
final class History {

  private final List<List<List<INDArray>>> weights = new ArrayList<>();
  private final List<List<List<INDArray>>> velocities = new ArrayList<>();
  private final double rate;
  private final double momentum;

  /** With the first weights of a network. */
  History(PlainNetwork network, double rate, double momentum) {
    this(network, 7, rate, momentum);
  }

  /** With the first weights of a network, drawn by a seed. */
  History(PlainNetwork network, long seed, double rate, double momentum) {
    this.rate = rate;
    this.momentum = momentum;
    for (List<INDArray> first : network.firstWeights(seed, DataType.DOUBLE)) {
      weights.add(new ArrayList<>(List.of(first)));
      velocities.add(new ArrayList<>(List.of(first.stream().map(w -> w.mul(0)).toList())));
    }
  }

  int stages() {
    return weights.size();
  }

  /** Weights of a stage; before any update the first ones. */
  List<INDArray> at(int stage, int version) {
    return weights.get(stage).get(Math.max(0, version));
  }

  /** One version of each stage. */
  List<List<INDArray>> at(IntUnaryOperator version) {
    return each(stage -> at(stage, version.applyAsInt(stage)));
  }

  List<List<INDArray>> newest() {
    return at(stage -> weights.get(stage).size() - 1);
  }

  /** {@code w - n r v}. */
  List<INDArray> foretold(int stage, int version, double updates) {
    List<INDArray> velocity = velocities.get(stage).get(Math.max(0, version));
    return map(at(stage, version), velocity, (w, v) -> w.sub(v.mul(rate * updates)));
  }

  <T> List<T> each(IntFunction<T> ofStage) {
    return IntStream.range(0, stages()).mapToObj(ofStage).toList();
  }

  /** Momentum: {@code v = m v + g}, {@code w = w - r v}, on every stage. */
  void step(List<List<INDArray>> gradients) {
    for (int stage = 0; stage < stages(); stage++) {
      step(stage, gradients.get(stage), rate, 1, 0);
    }
  }

  /** {@code v = m v + g}, {@code w = w - r (a v + b g)}. */
  void step(int stage, List<INDArray> gradient, double ownRate, double a, double b) {
    List<List<INDArray>> past = velocities.get(stage);
    List<INDArray> velocity =
        map(past.get(past.size() - 1), gradient, (v, g) -> v.mul(momentum).addi(g));
    past.add(velocity);
    List<INDArray> move =
        b == 0 ? velocity : map(velocity, gradient, (v, g) -> v.mul(a).addi(g.mul(b)));
    List<INDArray> newest = at(stage, weights.get(stage).size() - 1);
    weights.get(stage).add(map(newest, move, (w, d) -> w.sub(d.mul(ownRate))));
  }

  /** Some weights beside others. */
  static List<INDArray> map(
      List<INDArray> left,
      List<INDArray> right,
      java.util.function.BinaryOperator<INDArray> operator) {
    return IntStream.range(0, left.size())
        .mapToObj(i -> operator.apply(left.get(i), right.get(i)))
        .toList();
  }

  /** The mean of several micro-batches' gradients. */
  static List<List<INDArray>> mean(List<List<List<INDArray>>> all) {
    List<List<INDArray>> sum = all.get(0);
    for (List<List<INDArray>> next : all.subList(1, all.size())) {
      List<List<INDArray>> before = sum;
      sum =
          IntStream.range(0, before.size())
              .mapToObj(stage -> map(before.get(stage), next.get(stage), INDArray::add))
              .toList();
    }
    return sum.stream().map(stage -> stage.stream().map(g -> g.div(all.size())).toList()).toList();
  }
}
